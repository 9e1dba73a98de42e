/** Reads JSON of strangers: strictly, to a bounded depth, and without garbage for what is known. */
package io.eventlake.json;
