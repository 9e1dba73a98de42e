/**
 * Putting records into a stream of Kinesis: many in one, in their order, until the stream has them.
 */
package io.eventlake.collect.stream;
