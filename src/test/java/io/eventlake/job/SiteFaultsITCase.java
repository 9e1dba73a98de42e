package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.family.site.generate.ExpectedSite;
import io.eventlake.family.site.generate.SiteFiles;
import io.eventlake.family.site.generate.SiteTraffic;
import io.eventlake.testing.SiteLake;
import io.eventlake.testing.cluster.FaultResults;
import io.eventlake.testing.cluster.MemberProcess;
import io.eventlake.testing.cluster.ProcessCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short set of faults over a site, by one cluster: a TaskManager is killed, then the
 * JobManager, then one stands still past its heartbeat. Notes of sessions are state of RocksDB.
 */
@Tag("faults")
@Timeout(300)
class SiteFaultsITCase {

  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private static final Duration LONGEST_FREEZE = Duration.ofSeconds(150);

  @RegisterExtension private final FaultResults results = new FaultResults();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  private Path watched;
  private ProcessCluster cluster;
  private long begin;

  @Test
  void faults1To3LeaveEachRowOnce() throws Exception {
    results.seed(20_261_130);
    SiteFiles files = new SiteFiles(directory.resolve("generated"), 400);
    ExpectedSite expected = files.write(SiteTraffic.events(2_000).seed(20_261_130));
    List<Path> parts = parts(files.events());
    assertThat(parts).hasSizeGreaterThan(3);
    watched = Files.createDirectory(directory.resolve("watched"));
    SiteLake lake = new SiteLake(JobOptions.parse(properties()).lake);

    try (ProcessCluster members =
        ProcessCluster.start(directory.resolve("cluster"), properties(), 2, Map.of(), null)) {
      cluster = members;
      cluster.awaitRunning();
      deliver(parts.get(0));
      List<MemberProcess> busy = cluster.busy();
      begin = System.currentTimeMillis();
      cluster.kill(busy.get(0));
      cluster.startTaskManager();
      recovered();

      deliver(parts.get(1));
      begin = System.currentTimeMillis();
      cluster.killJobManager();
      cluster.startJobManager();
      recovered();

      deliver(parts.get(2));
      begin = System.currentTimeMillis();
      try (MemberProcess.Freeze freeze = cluster.committer().freeze(LONGEST_FREEZE)) {
        recovered();
      }

      for (Path part : parts.subList(3, parts.size())) {
        deliver(part);
      }

      int all = expected.rows("bronze.events").size();
      cluster.await("all rows are committed", () -> lake.rows("bronze.events").size() >= all);
      cluster.drain();
    }

    lake.assertSame(expected);
    assertThat(lake.checkedRows()).isEmpty();
  }

  private void recovered() throws InterruptedException {
    results.faults(1);
    Duration recovery = cluster.awaitRecovery(begin);
    results.recovered(recovery);
    assertThat(recovery).isLessThan(RECOVERY);
  }

  /** Whole, as a producer has to. */
  private void deliver(Path part) throws IOException, InterruptedException {
    Path hidden = Files.copy(part, watched.resolve("." + part.getFileName()));
    Files.setLastModifiedTime(hidden, Files.getLastModifiedTime(part));
    Files.move(hidden, watched.resolve(part.getFileName()));
    cluster.awaitCheckpoints(1);
  }

  private static List<Path> parts(Path events) throws IOException {
    try (Stream<Path> all = Files.list(events)) {
      return all.sorted().toList();
    }
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("job.name", "site");
    properties.put("source.type", "files");
    properties.put("source.path", watched.toString());
    properties.put("source.files-mode", "watch");
    properties.put("source.files-watch-interval", "500 ms");
    properties.put("lake.catalog", "local");
    properties.put("lake.warehouse", directory.resolve("lake").toString());
    return properties;
  }
}
