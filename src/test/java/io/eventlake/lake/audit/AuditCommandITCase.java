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

  @Test
  void whatIsNewAndSingleDays() {
    new SmallLake().write(warehouse, Map.of());

    assertThat(audit("--new")).isZero();
    assertThat(out.toString())
        .startsWith("PASS: all 25 lines hold.\n")
        .containsPattern("\n2a +PASS +7 +7 +0 trusted, 1 computed +distinct events")
        .endsWith("Remembered in ops.audits: 25 balances of days and lines.\n");
    assertThat(audit("--new", "--format", "json")).isZero();
    assertThat(out.toString())
        .containsPattern("\"trusted_days\" : 1,\\s+\"computed_days\" : 0")
        .containsPattern("\"remarks\" : \\[ *\\]");

    assertThat(audit("--day", "2026-01-31")).isZero();
    assertThat(out.toString())
        .startsWith("PASS: all 23 lines hold.\nBalance sheet of 2026-01-31 in the lake as it is\n")
        .endsWith("Not told of single days, but by audit --new and audit: 3a, 5a\n");
    assertThat(audit("--since", "2026-02-01")).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("NOTHING TO AUDIT: no row of the lake is of these days.\n");
    assertThat(out.toString()).containsPattern("\n1a +PASS +0 +0 +0 trusted, 0 computed ");

    assertThat(audit("--new", "--day", "2026-01-31")).isEqualTo(2);
    assertThat(err.toString()).contains("Only one of these can be given: --day=DATE, --new");
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

  private int audit(String... options) {
    out.getBuffer().setLength(0);
    String[] words = new String[options.length + 3];
    words[0] = "audit";
    words[1] = "--warehouse";
    words[2] = warehouse.toString();
    System.arraycopy(options, 0, words, 3, options.length);
    return Main.run(new PrintWriter(out), new PrintWriter(err), words);
  }
}
