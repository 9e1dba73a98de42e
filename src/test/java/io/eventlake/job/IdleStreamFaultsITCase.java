package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.cli.emulator.KinesisEmulator;
import io.eventlake.config.JobOptions;
import io.eventlake.testing.Emulators;
import io.eventlake.testing.FaultProxy;
import io.eventlake.testing.FaultProxy.Fate;
import io.eventlake.testing.JobProcess;
import io.eventlake.testing.Ledger;
import io.eventlake.testing.LocalAws;
import io.eventlake.testing.TestStream;
import io.eventlake.testing.cluster.FaultResults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stream to which nothing comes for {@code -Deventlake.faults.idle-seconds=N}. What the job's
 * process takes of a processor meanwhile is told in the table of results, and nothing is asserted
 * of it.
 */
@Tag("faults")
class IdleStreamFaultsITCase {

  /** What the service answers of one consumer and shard in a second. */
  private static final int CALLS_A_SECOND = 5;

  private static final int SHARDS = 4;
  private static final Duration IDLE =
      Duration.ofSeconds(Integer.getInteger("eventlake.faults.idle-seconds", 30));

  @RegisterExtension private final FaultResults results = new FaultResults();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  @Test
  @Timeout(3_600)
  void fault30AnIdleStreamIsAskedFiveTimesASecondAtMost() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (KinesisEmulator kinesis =
            KinesisEmulator.start(Emulators.DIRECTORY, directory.resolve("kinesis.log"));
        TestStream stream = new TestStream(kinesis.endpoint(), "clicks").create(SHARDS);
        FaultProxy proxy = new FaultProxy(kinesis.endpoint())) {
      proxy.rule(
          call -> {
            if (call.target().equals("GetRecords")) {
              calls.incrementAndGet();
            }

            return Fate.PASS;
          });
      Map<String, String> properties = properties(stream, proxy.endpoint());
      try (JobProcess job = JobProcess.start(properties, directory)) {
        stream.put(0, "not an event");
        awaitRead(properties, 1);
        int callsBefore = calls.get();
        Duration cpuBefore = job.cpu();
        long begin = System.nanoTime();

        TimeUnit.MILLISECONDS.sleep(IDLE.toMillis());

        double seconds = (System.nanoTime() - begin) / 1e9;
        double cpu = job.cpu().minus(cpuBefore).toMillis() / 1e3;
        double callsASecond = (calls.get() - callsBefore) / seconds / SHARDS;
        results.note(
            String.format(
                Locale.ROOT,
                "in %.0f s %.1f calls a second and shard, %.1f %% of a processor",
                seconds,
                callsASecond,
                100 * cpu / seconds));
        assertThat(callsASecond).isLessThanOrEqualTo(CALLS_A_SECOND);
        assertThat(job.ended()).isNotDone();
        stream.put(1, "not an event either");
        awaitRead(properties, 2);
      }
    }
  }

  private Map<String, String> properties(TestStream stream, String endpoint) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("job.name", "clickstream");
    properties.put("source.stream", stream.name());
    properties.put("source.region", LocalAws.REGION);
    properties.put("source.endpoint", endpoint);
    properties.put("lake.warehouse", directory.resolve("lake").toString());
    properties.put("local.state-directory", directory.resolve("state").toString());
    properties.put("local.parallelism", "1");
    return properties;
  }

  private static void awaitRead(Map<String, String> properties, long records) throws Exception {
    try (Ledger ledger = new Ledger(JobOptions.parse(properties).lake)) {
      while (ledger.records("read") < records) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }
}
