package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.PrintedCommands;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code demo} of what batch runs write: what it says holds, and the command it prints runs. */
class XpDemoITCase {

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  @Timeout(600)
  void everybodyHasEarnedNine() throws Exception {
    String lake = directory.resolve("lake").toString();
    assertThat(run("demo", "--family", "xp", "--warehouse", lake)).as(err::toString).isZero();

    assertThat(out.toString())
        .containsPattern("3[.]0000 +20\n\\S+ +9[.]0000 +20\n\nThe night")
        .containsPattern("students\n[- ]+\n\\S+ +9[.]0000 +40\n\nOnce more")
        .contains("Nothing new since the run of ", "10 bundled, 10 suspected")
        .contains("PASS: all 8 lines hold.");
    String[] question = PrintedCommands.only(out.toString());
    out.getBuffer().setLength(0);
    assertThat(run(question)).isZero();
    assertThat(out.toString()).contains("3.0000  bundled  [\"caliper:event:urn:uuid:");

    assertThat(run("demo", "--family", "xp", "--warehouse", lake)).isEqualTo(2);
    assertThat(err.toString()).contains("There is a lake in " + lake + " already");
  }

  @Test
  void optionsOfAStreamAreRefused() {
    assertThat(run("demo", "--family", "product", "--rate", "3")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--rate is for families whose events come in a stream", "metrics demo --help");
  }

  private int run(String... words) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), words);
  }
}
