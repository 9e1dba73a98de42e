package io.eventlake.bench.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run took.
 *
 * @param wallNanos of the run
 * @param cpuNanos of the process, its start and all compilation included
 * @param gcMillis in collections
 */
record RunFigures(long wallNanos, long cpuNanos, long gcMillis) {

  static RunFigures ofThisProcess(long wallNanos) {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long gcMillis =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .sum();

    return new RunFigures(wallNanos, system.getProcessCpuTime(), gcMillis);
  }

  /** One line. */
  String json(long events, Map<String, Long> rows) throws JsonProcessingException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("events", events);
    all.put("rows", rows);
    all.put("wallNanos", wallNanos);
    all.put("cpuNanos", cpuNanos);
    all.put("gcMillis", gcMillis);

    return new ObjectMapper().writeValueAsString(all);
  }
}
