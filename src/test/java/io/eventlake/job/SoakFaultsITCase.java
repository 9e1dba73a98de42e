package io.eventlake.job;

import io.eventlake.testing.FaultProxy.Fate;
import io.eventlake.testing.LocalLake;
import io.eventlake.testing.Seed;
import io.eventlake.testing.cluster.FaultResults;
import io.eventlake.testing.cluster.FilesUnderFaults;
import io.eventlake.testing.cluster.Footprint;
import io.eventlake.testing.cluster.MemberProcess;
import io.eventlake.testing.cluster.ProcessCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random faults in bursts, one every 1 to 10 s; after each burst the job has to read the next file.
 * {@code -Deventlake.soak.faults=N} says how many, {@code -Deventlake.soak.minutes=M} for how long
 * at most. The rows and the storage of a thousand faults want {@code -Dit.heap=10g}.
 */
@Tag("faults")
class SoakFaultsITCase {

  private static final int FAULTS = Integer.getInteger("eventlake.soak.faults", 12);
  private static final Duration TIME =
      Duration.ofMinutes(Integer.getInteger("eventlake.soak.minutes", 60));
  private static final int BURST = 4;
  private static final long EVENTS_PER_BURST =
      Long.getLong("eventlake.soak.events-per-burst", 1_000);
  private static final Duration SLOW = Duration.ofMillis(200);

  @RegisterExtension private final FaultResults results = new FaultResults();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  @Test
  @Timeout(4 * 3_600)
  void fault5RandomFaultsEveryFewSeconds() throws Exception {
    long seed = Seed.of(SoakFaultsITCase.class, 1_005);
    int bursts = (FAULTS + BURST - 1) / BURST;
    long end = System.nanoTime() + TIME.toNanos();
    try (LocalLake lake = LocalLake.start();
        FilesUnderFaults run =
            FilesUnderFaults.start(
                directory, lake, EVENTS_PER_BURST * bursts, bursts, seed, results)) {
      Footprint footprint = new Footprint(run.cluster());
      int struck = 0;
      while (run.deliver()) {
        for (int i = 0; i < BURST && struck < FAULTS && System.nanoTime() < end; i++) {
          strike(run, lake);
          struck++;
        }

        long begin = System.currentTimeMillis();
        run.awaitRows();
        results.recovered(Duration.ofMillis(System.currentTimeMillis() - begin));
        footprint.look();
      }

      results.faults(struck - bursts);
      results.note(footprint.toString());
      run.finish();
    }
  }

  private static void strike(FilesUnderFaults run, LocalLake lake) throws Exception {
    ProcessCluster cluster = run.cluster();
    Random random = run.random();
    List<MemberProcess> members = cluster.taskManagers();
    MemberProcess victim = members.get(random.nextInt(members.size()));
    int fault = random.nextInt(4);
    System.out.println(System.currentTimeMillis() + " fault " + fault + " " + victim.name());
    switch (fault) {
      case 0:
        cluster.kill(victim);
        cluster.startTaskManager();
        run.idle(Duration.ofSeconds(10));
        break;
      case 1:
        cluster.killJobManager();
        cluster.startJobManager();
        run.idle(Duration.ofSeconds(10));
        break;
      case 2:
        try (MemberProcess.Freeze freeze = victim.freeze(Duration.ofMinutes(1))) {
          run.idle(Duration.ofSeconds(10));
        }

        break;
      default:
        Random calls = new Random(random.nextLong());
        lake.s3().rule(call -> badStorage(calls));
        run.idle(Duration.ofSeconds(10));
        lake.s3().rule(call -> Fate.PASS);
    }
  }

  /** One call in ten is refused, the others are slow. */
  private static Fate badStorage(Random random) {
    synchronized (random) {
      return random.nextInt(10) == 0 ? Fate.error(503, "SlowDown") : Fate.late(SLOW);
    }
  }
}
