package io.eventlake.bench.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** CPU and allocation of the threads that Java knows; keeps what the ended ones used. */
final class JavaThreads {

  private final ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** By id, which is never given twice. */
  private final Map<Long, Use> uses = new HashMap<>();

  /** What was used before this is not counted. */
  void begin() {
    sample();
    for (Use use : uses.values()) {
      use.cpuBefore = use.cpu;
      use.bytesBefore = use.bytes;
    }
  }

  void sample() {
    long[] ids = bean.getAllThreadIds();
    nameNew(ids);
    long[] cpu = bean.getThreadCpuTime(ids);
    long[] bytes = bean.getThreadAllocatedBytes(ids);
    for (int i = 0; i < ids.length; i++) {
      Use use = uses.get(ids[i]);
      if (use != null && cpu[i] >= 0) {
        use.cpu = cpu[i];
        use.bytes = bytes[i];
      }
    }
  }

  List<ThreadCost> costs() {
    List<ThreadCost> costs = new ArrayList<>();
    for (Use use : uses.values()) {
      costs.add(
          new ThreadCost(
              ThreadKind.ofJava(use.name),
              use.name,
              use.cpu - use.cpuBefore,
              use.bytes - use.bytesBefore));
    }

    return costs;
  }

  private void nameNew(long[] ids) {
    long[] unknown = Arrays.stream(ids).filter(id -> !uses.containsKey(id)).toArray();
    for (ThreadInfo info : bean.getThreadInfo(unknown)) {
      if (info != null) {
        uses.put(info.getThreadId(), new Use(info.getThreadName()));
      }
    }
  }

  private static final class Use {
    private final String name;
    private long cpuBefore;
    private long bytesBefore;
    private long cpu;
    private long bytes;

    private Use(String name) {
      this.name = name;
    }
  }
}
