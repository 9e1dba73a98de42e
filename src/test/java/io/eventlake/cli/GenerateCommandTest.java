package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GenerateCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final CommandLine command =
      new CommandLine(new GenerateCommand())
          .setOut(new PrintWriter(out))
          .setErr(new PrintWriter(errors));

  @TempDir private Path directory;

  @Test
  void writesTheDataSet() {
    int code =
        command.execute(
            "--events=50", "--seed=1", "--gzip", "--share=LATE=0.5", "--out=" + directory);

    assertThat(code).isZero();
    assertThat(out)
        .hasToString(String.format("Wrote 50 events to %s.%n", directory.resolve("events")));
    assertThat(directory.resolve("events/events-00000.ndjson.gz")).isNotEmptyFile();
    assertThat(directory.resolve("segments.ndjson")).isNotEmptyFile();
    assertThat(directory.resolve("expected.json")).isNotEmptyFile();
  }

  @Test
  void anotherFamilyHasItsOwnQuirks() {
    String[] arguments = {
      "--family=site", "--events=50", "--share=BASE64=0.5", "--out=" + directory
    };
    assertThat(command.execute(arguments)).isZero();
    assertThat(out)
        .hasToString(String.format("Wrote 50 events to %s.%n", directory.resolve("events")));
    assertThat(directory.resolve("events/events-00000.ndjson"))
        .content()
        .contains("data_base64", "specversion");
    assertThat(directory.resolve("expected.json")).content().contains("gold.fact_page_views");
    assertThat(command.execute(arguments)).isNotZero();

    assertThat(
            command.execute("--family=site", "--events=5", "--share=BASE=1", "--out=" + directory))
        .isEqualTo(2);
    assertThat(errors.toString()).contains("there is no quirk BASE, did you mean BASE64?");
    assertThat(command.execute("--family=site", "--events=5", "--gzip", "--out=" + directory))
        .isEqualTo(2);
    assertThat(errors.toString()).contains("Wrong option: --gzip is of the family web.");
  }

  @Test
  void wrongOptionsAreWrongUsage() {
    assertThat(command.execute("--events=0", "--out=" + directory)).isEqualTo(2);
    assertThat(errors.toString())
        .startsWith("Wrong option: the number of events must be positive.");
    assertThat(command.execute("--events=1", "--events-per-file=0", "--out=" + directory))
        .isEqualTo(2);
  }

  @Test
  void helpNamesTheQuirks() {
    assertThat(command.execute("--help")).isZero();
    assertThat(out.toString()).contains("BEYOND_HORIZON").contains("expected.json");
  }
}
