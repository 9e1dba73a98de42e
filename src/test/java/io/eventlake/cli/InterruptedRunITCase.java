package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.JobProcess;
import io.eventlake.testing.Ledger;
import io.eventlake.testing.RunningJob;
import io.eventlake.testing.WatchedEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run on a terminal tells, how to go on where it is interrupted, and what a query logs. */
class InterruptedRunITCase {

  @TempDir private Path directory;

  @BeforeEach
  void setTerminal() {
    System.setProperty("eventlake.terminal", "1");
    // The product's, before the one that silences Flink in its tests.
    Path log = Path.of("jobs", "resources", "log4j2.properties");
    System.setProperty("log4j2.configurationFile", log.toUri().toString());
  }

  @AfterEach
  void clearTerminal() {
    System.clearProperty("eventlake.terminal");
    System.clearProperty("log4j2.configurationFile");
  }

  @Test
  @Timeout(180)
  void tellsHowToGoOn() throws Exception {
    WatchedEvents events = new WatchedEvents(directory, 300, 150, 20_261_130);
    events.deliver(0);
    Map<String, String> properties = new TreeMap<>(events.properties());
    properties.put("job.name", "clickstream");
    Path output = directory.resolve("job.out");
    try (JobProcess run = JobProcess.start(properties, directory);
        Ledger ledger = new Ledger(events.options().lake)) {
      RunningJob.await(run.ended(), () -> read(output).contains("Job clickstream reads "));
      RunningJob.await(run.ended(), () -> ledger.records("read") > 0);
      RunningJob.await(run.ended(), () -> read(output).contains(" silver "));
      run.terminate();
      assertThat(run.ended().join()).isEqualTo(143);
    }

    assertThat(read(output))
        .containsSubsequence(
            "Job clickstream reads the files that come to ",
            "    s      read  read/s   behind  checkpoint    bronze      dead    silver",
            "Interrupted. What is committed stays; go on with\n  ./eventlake run clickstream ",
            " --set 'local.checkpoint-interval=500 ms' ",
            " --resume\n",
            "records read ");
    Path other = Files.createDirectory(directory.resolve("query"));
    List<String> query =
        List.of(
            "sql",
            "SELECT COUNT(*) > 0 FROM bronze.events",
            "--warehouse=" + events.lake(),
            "--format=csv");
    try (JobProcess sql = JobProcess.start(query, other)) {
      assertThat(sql.ended().join()).isZero();
    }

    assertThat(Files.readString(other.resolve("job.out"))).endsWith("true\n");
    assertThat(Files.readString(other.resolve("job.log"))).doesNotContain("\tat ");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
