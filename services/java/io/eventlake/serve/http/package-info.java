/** The endpoint: who may ask, how often, and how answers and faults are written. */
package io.eventlake.serve.http;
