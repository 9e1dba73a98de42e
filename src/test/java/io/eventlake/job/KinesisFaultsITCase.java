package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.cli.emulator.KinesisEmulator;
import io.eventlake.testing.Emulators;
import io.eventlake.testing.FaultProxy;
import io.eventlake.testing.FaultProxy.Fate;
import io.eventlake.testing.Seed;
import io.eventlake.testing.TestStream;
import io.eventlake.testing.cluster.FaultResults;
import io.eventlake.testing.cluster.StreamUnderFaults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A stream that is resharded, refuses or is gone, named as in the design's list of faults. */
@Tag("faults")
@Timeout(3_600)
class KinesisFaultsITCase {

  /** More of failing calls than a reader sits out before the job starts anew. */
  private static final int CALLS_OF_AN_OUTAGE = 60;

  /** How long the stream is gone at least; {@code -Deventlake.faults.outage-seconds=300}. */
  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("eventlake.faults.outage-seconds", 0));

  @RegisterExtension private final FaultResults results = new FaultResults();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  @Test
  void fault28SplitAndMergedUnderLoad() throws Exception {
    try (KinesisEmulator kinesis = start();
        TestStream stream = new TestStream(kinesis.endpoint(), "clicks").create(1);
        StreamUnderFaults run = start(kinesis.endpoint(), kinesis.endpoint(), stream, 6, 1_028)) {
      run.deliver();
      stream.split(0);
      run.deliver();
      stream.split(0);
      stream.split(2);
      run.deliver();
      run.awaitRead();
      run.deliver();
      stream.merge(2);
      stream.merge(0);
      run.deliver();
      stream.merge(0);
      run.deliver();
      results.faults(6);
      run.finish();
    }
  }

  @Test
  void fault29KilledAtASplitTheParentNotDrained() throws Exception {
    try (KinesisEmulator kinesis = start();
        TestStream stream = new TestStream(kinesis.endpoint(), "clicks").create(2);
        StreamUnderFaults run = start(kinesis.endpoint(), kinesis.endpoint(), stream, 4, 1_029)) {
      run.deliver();
      run.awaitRead();
      run.deliver();
      stream.split(0);
      long begin = System.currentTimeMillis();
      run.cluster().kill(run.cluster().busy().get(0));
      run.cluster().startTaskManager();
      run.deliver();
      results.recovered(run.cluster().awaitRecovery(begin));
      run.deliver();
      run.finish();
    }
  }

  @Test
  void fault31ThrottledThenFailingThenGone() throws Exception {
    try (KinesisEmulator kinesis = start();
        TestStream stream = new TestStream(kinesis.endpoint(), "clicks").create(2);
        FaultProxy proxy = new FaultProxy(kinesis.endpoint());
        StreamUnderFaults run = start(kinesis.endpoint(), proxy.endpoint(), stream, 4, 1_031)) {
      List<Fate> fates =
          List.of(
              Fate.error(400, "ProvisionedThroughputExceededException"),
              Fate.error(400, "ExpiredIteratorException"),
              Fate.error(500, "InternalFailure"),
              Fate.CUT,
              Fate.PASS,
              Fate.PASS);
      Random random = new Random(Seed.of(KinesisFaultsITCase.class, 1_031));
      proxy.rule(
          call -> {
            synchronized (random) {
              Fate drawn = fates.get(random.nextInt(fates.size()));
              return call.target().equals("GetRecords") ? drawn : Fate.PASS;
            }
          });
      run.deliver();
      run.awaitRead();
      run.deliver();
      run.awaitRead();
      int before = proxy.faults();
      proxy.rule(call -> Fate.CUT);
      run.deliver();
      TimeUnit.MILLISECONDS.sleep(OUTAGE.toMillis());
      run.cluster().await("the outage is felt", () -> proxy.faults() > before + CALLS_OF_AN_OUTAGE);
      proxy.rule(call -> Fate.PASS);
      run.awaitRead();
      assertThat(run.cluster().job().state()).hasValue("RUNNING");
      results.faults(proxy.faults());
      run.deliver();
      run.finish();
    }
  }

  private KinesisEmulator start() {
    return KinesisEmulator.start(Emulators.DIRECTORY, directory.resolve("kinesis.log"));
  }

  private StreamUnderFaults start(
      String producers, String consumers, TestStream stream, int parts, long fixed)
      throws Exception {
    long seed = Seed.of(KinesisFaultsITCase.class, fixed);
    return StreamUnderFaults.start(
        directory, producers, consumers, stream, 600 * parts, parts, seed, results);
  }
}
