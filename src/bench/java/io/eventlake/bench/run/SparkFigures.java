package io.eventlake.bench.run;

import java.util.Map;

/**
 * What Spark's process prints of itself when all is committed.
 *
 * @param events lines read
 * @param rows in each table, by its name
 * @param wallNanos from the start of the program
 * @param cpuNanos of the whole process, start and compilation included
 * @param gcMillis in collections
 */
record SparkFigures(
    long events, Map<String, Long> rows, long wallNanos, long cpuNanos, long gcMillis) {}
