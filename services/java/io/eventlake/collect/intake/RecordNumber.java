package io.eventlake.collect.intake;

/**
 * What the lake knows a record by that the endpoint has answered for.
 *
 * @param producer who numbers
 * @param number from 0, without a gap
 */
public record RecordNumber(String producer, long number) {}
