/**
 * How a batch run changes all tables of its set as one: staged on branches, audited there,
 * published, the ledger last. Whoever was killed in between left a state that the next run, or
 * maintain, brings to an end.
 */
package io.eventlake.lake.publish;
