package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeWriter;
import io.eventlake.testing.MachineSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A lake, and the place of the log, on a disk that is mounted for reading. Skipped where a user may
 * not mount one.
 */
class ReadOnlyLakeITCase {

  /** Mounts a directory once more, for reading alone, and becomes the command that follows. */
  private static final String MOUNT =
      "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" && exec \"$@\"";

  @TempDir private Path directory;

  @Test
  void readersNeedNoRightToWrite() throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    assumeTrue(mounted(disk, List.of("true")) == 0, "no mount of one's own");
    Path lake = disk.resolve("lake");
    try (LakeTables tables =
        new LakeTables(Lakes.of(JobOptions.parseLake(Map.of("lake.warehouse", lake.toString()))))) {
      tables.apply();
      LakeWriter.append(
          tables.load(TableName.SESSIONS), List.of(Map.of("session_id", "s", "events", 1L)));
    }

    List<String> command =
        new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-Xmx1g"));
    command.add("@" + Path.of(".mvn", "flink.options").toAbsolutePath());
    command.addAll(MachineSettings.options());
    command.add("-Deventlake.log=" + disk.resolve("eventlake.log"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Session.class.getName()));
    command.add(lake.toString());

    assertThat(mounted(disk, command)).isZero();
    assertThat(directory.resolve("out"))
        .content()
        .contains("sessions 1", "silver.sessions", "cut  checkpoint")
        .contains("Not remembered in ops.audits, so the next audit computes these days again: ")
        .containsPattern("fail +warehouse .* with --read-only nothing is written\\R")
        .doesNotContain("s3:GetObject")
        .contains("exit codes [0, 0, 0, 0, 1, 1, 1]");
    assertThat(directory.resolve("err"))
        .content()
        .startsWith("There is no log, for " + disk.resolve("eventlake.log") + " cannot be written")
        .contains("was not written: the warehouse " + lake + " can only be read here");
    assertThat(disk).isDirectoryContaining(path -> path.endsWith("lake"));
    assertThat(disk.toFile().list()).hasSize(1);
  }

  private int mounted(Path disk, List<String> command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount"));
    all.addAll(List.of("bash", "-c", MOUNT, disk.toString()));
    all.addAll(command);
    return new ProcessBuilder(all)
        .redirectOutput(directory.resolve("out").toFile())
        .redirectError(directory.resolve("err").toFile())
        .start()
        .waitFor();
  }

  /** Several commands of one process, the lake as its argument. */
  static final class Session {

    private Session() {}

    public static void main(String[] args) {
      PrintWriter out = new PrintWriter(System.out, true);
      PrintWriter err = new PrintWriter(System.err, true);
      LogFile.prepare(err);
      String[] warehouse = {"--warehouse", args[0]};
      List<Integer> codes = new ArrayList<>();
      for (List<String> command :
          List.of(
              List.of("tables", "list"),
              List.of("tables", "show", "silver.sessions"),
              List.of("cut", "list"),
              List.of(
                  "sql",
                  "SELECT CONCAT('sessions ', CAST(COUNT(*) AS VARCHAR)) FROM silver.sessions"),
              List.of(
                  "doctor",
                  "--set",
                  "job.name=clickstream",
                  "--set",
                  "source.type=files",
                  "--set",
                  "source.path=" + args[0]),
              List.of("audit", "--new"),
              List.of("maintain"))) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of(warehouse));
        codes.add(Main.run(out, err, words.toArray(new String[0])));
      }

      out.println("exit codes " + codes);
      System.exit(0);
    }
  }
}
