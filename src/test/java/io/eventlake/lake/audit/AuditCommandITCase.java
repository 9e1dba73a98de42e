package io.eventlake.lake.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The balance sheet as a command: what it prints and how it exits. */
class AuditCommandITCase {

  @TempDir private Path warehouse;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aLakeInOrder() {
    new SmallLake().write(warehouse, Map.of());

    assertThat(audit()).isZero();

    assertThat(out.toString())
        .startsWith("PASS: all 25 lines hold.\nBalance sheet of the lake as it is\n")
        .contains("2a");
    assertThat(out.toString()).doesNotContain("FAIL");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aLakeThatDoesNotBalance() {
    new SmallLake().count("read", null, 1).write(warehouse, Map.of());

    assertThat(audit()).isEqualTo(1);

    assertThat(out.toString().lines().filter(line -> line.contains("FAIL")))
        .hasSize(2)
        .first()
        .isEqualTo("FAIL: of 25 lines these do not hold: 1a");
    assertThat(out.toString()).containsPattern("\n1a +FAIL +13 +12 ");
  }

  /** Fault 45: an upload of which the store kept the first half. */
  @Test
  void aFileOfWhichHalfIsMissing() throws IOException {
    new SmallLake().write(warehouse, Map.of());
    Path file = dataFile("late_events");
    long size = Files.size(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size / 2);
    }

    assertThat(audit()).isEqualTo(1);

    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString().strip())
        .startsWith("Line 3 was not computed. ")
        .contains("ops.late_events: the file ")
        .contains(file.getFileName() + " has " + size / 2 + " bytes of " + size)
        .contains(
            ": bring it back from a backup, under the same name; no state from before it is kept");
    assertThat(out.toString()).startsWith("NOT COMPUTED: 3; ").doesNotContain("PASS: all");
  }

  private Path dataFile(String table) throws IOException {
    try (Stream<Path> files = Files.walk(warehouse)) {
      return files
          .filter(file -> file.toString().contains("/" + table + "/"))
          .filter(file -> file.toString().endsWith(".parquet"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void noLakeAtAll() {
    assertThat(audit()).isEqualTo(1);

    assertThat(err.toString()).startsWith("There is no lake in " + warehouse);
    assertThat(out.toString()).isEmpty();
  }

  private int audit() {
    return Main.run(
        new PrintWriter(out), new PrintWriter(err), "audit", "--warehouse", warehouse.toString());
  }
}
