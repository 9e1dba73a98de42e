package io.eventlake.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.connector.files.TableResultWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Verdicts in colours, and where there are none. */
class ColoursTest {

  private static final Map<String, String> XTERM = Map.of("TERM", "xterm");

  @Test
  void paintsTheVerdictOnATerminal() {
    var paint = Colours.ofVerdicts(true, XTERM);

    assertThat(paint.apply("PASS: all hold")).contains("[32mPASS").endsWith("\u001b[0m: all hold");
    assertThat(paint.apply("FAIL: 1")).contains("[31mFAIL").endsWith(": 1");
    assertThat(paint.apply("NOT COMPUTED")).contains("[33mNOT COMPUTED");
    assertThat(paint.apply("warn  state")).contains("[33mwarn").endsWith("  state");
    assertThat(paint.apply("PASSED by")).isEqualTo("PASSED by");
    assertThat(paint.apply("all PASS")).isEqualTo("all PASS");
  }

  @Test
  void paintsNothingElsewhere() {
    assertThat(Colours.ofVerdicts(false, XTERM).apply("PASS")).isEqualTo("PASS");
    assertThat(Colours.ofVerdicts(true, Map.of("TERM", "dumb")).apply("PASS")).isEqualTo("PASS");
    assertThat(Colours.ofVerdicts(true, Map.of()).apply("PASS")).isEqualTo("PASS");
    assertThat(Colours.ofVerdicts(true, Map.of("TERM", "xterm", "NO_COLOR", "1")).apply("PASS"))
        .isEqualTo("PASS");
  }

  @Test
  void coloursDoNotMoveColumns() throws IOException {
    StringWriter out = new StringWriter();
    TableResultWriter writer = new TableResultWriter(out, Colours.ofVerdicts(true, XTERM));
    writer.begin(List.of("verdict", "n"));
    writer.row(List.of("PASS", 1));
    writer.end();

    assertThat(out.toString().replaceAll("\u001b\\[\\d+m", ""))
        .isEqualTo("verdict  n\n-------  -\nPASS     1\n");
  }
}
