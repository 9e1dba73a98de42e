/**
 * Taking events in, without a server and without a stream: a request's head and body become records
 * for a stream and a verdict on each event.
 */
package io.eventlake.collect.intake;
