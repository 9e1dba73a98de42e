package io.eventlake.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.eventlake.cli.OtherPrograms;
import io.eventlake.service.ServiceProgram;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;

/** The command as it is typed. */
class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path directory;

  private int run(String... args) {
    return ServiceProgram.run(new Main(), new PrintWriter(out), new PrintWriter(err), args);
  }

  @Test
  void helpSaysWhatItDoesAndHow() {
    assertThat(run("serve", "--help")).isZero();
    assertThat(out.toString())
        .contains(
            "Answers questions about a lake over HTTP",
            "\n  ./eventlake serve --warehouse lake --set serve.open=true\n");
  }

  @Test
  void examplesOfTheDocumentsAreCommands() throws IOException {
    List<String> examples =
        Files.readString(Path.of("..", "docs", "serving.md"))
            .lines()
            .filter(line -> line.startsWith("./eventlake serve"))
            .toList();

    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      String[] words = example.substring("./eventlake ".length()).split(" ");
      assertThatCode(() -> ServiceProgram.commandLine(new Main()).parseArgs(words))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void theShellCompletesTheOptionsThatThereAre() {
    CommandSpec known = known();
    CommandSpec real =
        ServiceProgram.commandLine(new Main()).getSubcommands().get("serve").getCommandSpec();

    assertThat(known.optionsMap().keySet()).isEqualTo(real.optionsMap().keySet());
    assertThat(known.subcommands().keySet()).isEqualTo(real.subcommands().keySet());
  }

  private static CommandSpec known() {
    return OtherPrograms.all().stream()
        .filter(program -> program.name().equals("serve"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsMissingIsASentence() {
    assertThat(run("serve", "--warehouse", directory.toString())).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("serve.keys-file is missing: File of API keys")
        .doesNotContain("Exception");
  }

  @Test
  void aLakeThatIsNoneIsASentence() {
    Path none = directory.resolve("none");

    assertThat(run("serve", "--warehouse", none.toString(), "--set", "serve.open=true"))
        .isEqualTo(1);
    assertThat(err.toString()).contains(none.toString()).doesNotContain("Exception");
    assertThat(none).doesNotExist();
  }

  @Test
  void keysThatAreWrongAreTold() throws IOException {
    new FixtureLake(directory.resolve("lake")).with("web");
    Path keys = directory.resolve("keys.json");
    for (String[] wrong :
        new String[][] {
          {"{}", "no JSON array"},
          {"[{\"tenant\":\"a\",\"sha256\":\"x\"}]", "no sha256"},
          {"[" + Served.key("a", "\"persons\":true") + "]", "either admin or families"},
          {"[" + Served.key("a", "\"familys\":{}") + "]", "familys"},
          {"[" + Served.key("a", "\"families\":{\"wbe\":true}") + "]", "web"},
          {"[" + Served.key("a", "\"families\":{\"web\":{\"x\":[]}}") + "]", "one column"},
        }) {
      Files.writeString(keys, wrong[0]);
      assertThat(
              run(
                  "serve",
                  "--warehouse",
                  directory.resolve("lake").toString(),
                  "--set",
                  "serve.keys-file=" + keys))
          .isEqualTo(2);
      assertThat(err.toString()).contains(wrong[1]).doesNotContain("Exception");
      err.getBuffer().setLength(0);
    }
  }
}
