/** Exports: events, or the rows of a statement, as files that are made in the background. */
package io.eventlake.serve.exports;
