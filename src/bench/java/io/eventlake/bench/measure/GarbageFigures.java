package io.eventlake.bench.measure;

/**
 * Collections and allocation.
 *
 * @param millis wall time of the collections
 * @param allocatedBytes by all threads
 * @param usedAfterBytes heap after the last collection
 * @param mostUsedAfterBytes largest heap after a collection
 */
public record GarbageFigures(
    long collections,
    long millis,
    long allocatedBytes,
    long usedAfterBytes,
    long mostUsedAfterBytes) {

  static final GarbageFigures NONE = new GarbageFigures(0, 0, 0, 0, 0);
}
