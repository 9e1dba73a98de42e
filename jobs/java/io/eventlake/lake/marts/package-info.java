/**
 * Tables that a batch job makes of others, in SQL: what changed since the run before, which keys
 * that concerns, and how their rows differ from those that there are (docs/adr/0037).
 */
package io.eventlake.lake.marts;
