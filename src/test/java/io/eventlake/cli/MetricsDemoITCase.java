package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.PrintedCommands;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code metrics demo}: what its last lines say holds, and the command that they print runs. */
class MetricsDemoITCase {

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void setHome() {
    System.setProperty("eventlake.home", Path.of("").toAbsolutePath().toString());
  }

  @AfterEach
  void clearHome() {
    System.clearProperty("eventlake.home");
  }

  @Test
  @Timeout(600)
  void exportsRunsAndWhatComesOfThem() throws Exception {
    String lake = directory.resolve("lake").toString();
    assertThat(run("metrics", "demo", "--items", "300", "--warehouse", lake))
        .as(err::toString)
        .isZero();

    assertThat(out.toString())
        .contains("is IN_PROGRESS: waiting.")
        .contains("The tables had it all, and are as they were.")
        .containsPattern("its maximum is the figure of the lake for ([0-9]+) of \\1\\.")
        .contains("PASS: all 7 lines hold.");
    String[] show = PrintedCommands.only(out.toString());
    out.getBuffer().setLength(0);
    assertThat(run(show)).isZero();
    assertThat(out.toString()).contains("sudoku").doesNotContain("false");

    assertThat(run("metrics", "demo", "--warehouse", lake)).isEqualTo(2);
    assertThat(err.toString()).contains("There is a lake in " + lake + " already");
  }

  private int run(String... words) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), words);
  }
}
