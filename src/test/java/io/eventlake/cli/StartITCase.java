package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.job.StateDirectory;
import io.eventlake.testing.JobProcess;
import io.eventlake.testing.PrintedCommands;
import io.eventlake.testing.RunningJob;
import io.eventlake.testing.WatchedEvents;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same line again: beside a live run, after a kill, after the end (faults, 51 to 53). */
@Timeout(300)
class StartITCase {

  private static final long SEED = 20_261_130;

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private WatchedEvents events;
  private Path state;

  @BeforeEach
  void generate() throws IOException {
    // A name that a shell would take apart.
    Path place = Files.createDirectory(directory.resolve("it's a place"));
    events = new WatchedEvents(place, 2_000, 1_000, SEED);
    state = events.lake().resolve("state").resolve("clickstream");
  }

  @Test
  void theSameLineBesideALiveRunAfterAKillAndAfterTheEnd() throws Exception {
    events.deliver(0);
    try (JobProcess job = start(line())) {
      RunningJob.await(job.ended(), () -> exists() && events.rows() > 0);
      assertThat(run(line())).as("beside it").isEqualTo(2);
      assertThat(err.toString())
          .startsWith("Another run of clickstream writes these tables, process ")
          .contains("it last committed checkpoint ")
          .doesNotContain("rewind");
      job.kill();
    }

    List<String> doctor = new ArrayList<>(List.of("doctor", "--set", "job.name=clickstream"));
    doctor.addAll(Arrays.asList(line()).subList(2, line().length));
    assertThat(printed(doctor.toArray(new String[0])))
        .contains("ok    checkpoint")
        .contains("the newest, " + states().get(0) + ", fits the tables");
    assertThat(printed("status", "--warehouse=" + events.lake()))
        .startsWith("No job of the lake " + events.lake() + " runs on this machine.")
        .contains("clickstream does not run\n", "--resume restores  " + states().get(0));
    long rows = events.rows();
    assertThat(run(line())).as("the same line").isEqualTo(2);
    List<String[]> ways = PrintedCommands.in(err.toString());
    assertThat(ways).hasSize(2);
    assertThat(ways.get(0)).endsWith("--resume").startsWith("run", "clickstream");
    assertThat(ways.get(1)).endsWith("--again");
    assertThat(events.rows()).isEqualTo(rows);
    goesOnFromTheOneBeforeADamagedOne(ways.get(0));

    assertThat(run(ways.get(0))).as("nothing is left: " + err).isZero();
    assertThat(err.toString())
        .contains("has come to the end of its input", "nothing is left to do");
    events.assertLake();
  }

  private void goesOnFromTheOneBeforeADamagedOne(String[] resume) throws Exception {
    Path damaged = Path.of(states().get(0));
    Path before = damaged.resolveSibling("chk-0");
    FileUtils.copy(
        new org.apache.flink.core.fs.Path(damaged.toUri()),
        new org.apache.flink.core.fs.Path(before.toUri()),
        false);
    Files.setLastModifiedTime(before.resolve("_metadata"), FileTime.from(Instant.EPOCH));
    cut(damaged.resolve("_metadata"));
    try (JobProcess job = start(resume)) {
      events.deliver(1);
      events.awaitRows(job.ended(), events.allRows());
      assertThat(Files.readString(directory.resolve("job.out")))
          .contains("Checkpoints and savepoints: " + state)
          .contains("The savepoint " + damaged + " ", "; it is passed over")
          .contains("Goes on from " + before);

      // The command that a second start is told.
      assertThat(run(line())).isEqualTo(2);
      assertThat(printed(PrintedCommands.only(err.toString()))).contains("savepoints/savepoint-");
      assertThat(job.ended().join()).isZero();
    }

    try (JobProcess job = start(resume)) {
      RunningJob.await(job.ended(), this::isReachable);
      printed("stop", "--drain", "--warehouse=" + events.lake());
      assertThat(job.ended().join()).isZero();
    }
  }

  @Test
  void aFirstStartThatWasKilledBeforeItsFirstCheckpointBeginsOnceMore() throws Exception {
    List<String> line = new ArrayList<>(Arrays.asList(line()));
    line.add("--resume");
    String[] resume = line.toArray(new String[0]);
    events.deliver(0);
    events.deliver(1);
    List<String> slow = new ArrayList<>(line);
    slow.addAll(List.of("--set", "local.checkpoint-interval=1 h"));
    try (JobProcess job = start(slow.toArray(new String[0]))) {
      RunningJob.await(job.ended(), this::isReachable);
      job.kill();
    }

    assertThat(printed("status", "--warehouse=" + events.lake()))
        .startsWith("No job of the lake " + events.lake() + " runs on this machine.")
        .contains("clickstream does not run\n", "last commit        none\n")
        .containsPattern(
            "--resume restores  nothing: its last run, process [0-9]+ on .*, started at"
                + " [0-9T:-]{19}Z, ended before its first checkpoint; it begins anew");
    try (JobProcess job = start(resume)) {
      events.awaitRows(job.ended(), events.allRows());
      assertThat(printed("status", "--warehouse=" + events.lake()))
          .startsWith("1 job of the lake " + events.lake() + " runs on this machine.")
          .contains("clickstream runs\n", "state directory    " + state + "\n")
          .contains("last commit        checkpoint ", "--resume restores  " + state)
          .containsPattern("process            process [0-9]+ on .*, started at [0-9T:-]{19}Z\n")
          .containsPattern("checkpoint         [1-9]");
      printed("stop", "--drain", "--warehouse=" + events.lake());
      assertThat(job.ended().join()).isZero();
    }

    events.assertLake();
    assertThat(printed("status", "--warehouse=" + events.lake(), "--format=json"))
        .contains("\"running\" : 0,", "\"resume\" : null,", "\"runs\" : false,")
        .contains("\"resume_why_not\" : \"nothing: it has come to the end of its input\"");

    // Neither what is another job's nor what is damaged is an empty start.
    String[] other = {
      "run", "segments", "--set=source.type=files", "--set=source.path=" + directory
    };
    List<String> another = new ArrayList<>(Arrays.asList(other));
    another.addAll(List.of("--warehouse=" + events.lake(), "--set=local.state-directory=" + state));
    another.set(4, "--set=lake.warehouse=" + events.lake());
    assertThat(run(another.toArray(new String[0]))).isEqualTo(2);
    assertThat(err.toString()).contains(state + " holds the state of the job clickstream");
    Files.delete(state.resolve("owner.properties"));
    assertThat(states()).isNotEmpty();
    for (String each : states()) {
      cut(Path.of(each, "_metadata"));
    }

    assertThat(run(resume)).isEqualTo(2);
    assertThat(err.toString()).contains("No savepoint or checkpoint in " + state + " is whole");
  }

  /** As a user types it: no state directory, the warehouse in quotes. */
  private String[] line() {
    Map<String, String> properties = events.properties();
    properties.remove("local.state-directory");
    List<String> words = new ArrayList<>(List.of("run", "clickstream"));
    properties.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
    return words.toArray(new String[0]);
  }

  private JobProcess start(String... line) throws IOException {
    return JobProcess.start(Arrays.asList(line), directory);
  }

  private boolean exists() {
    return Files.exists(events.lake().resolve("catalog.db")) && !states().isEmpty();
  }

  private boolean isReachable() {
    return Files.exists(state.resolve("run.properties"));
  }

  private List<String> states() {
    try {
      return StateDirectory.byDefault(events.options().lake, "clickstream").states();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void cut(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }
  }

  private String printed(String... arguments) {
    assertThat(run(arguments)).as(out + "\n" + err).isZero();
    return out.toString().strip();
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }
}
