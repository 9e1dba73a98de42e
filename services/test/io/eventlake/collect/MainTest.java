package io.eventlake.collect;

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
import picocli.CommandLine.Model.CommandSpec;

/** The command as it is typed. */
class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theShellCompletesTheOptionsThatThereAre() {
    CommandSpec known = known();
    CommandSpec real =
        ServiceProgram.commandLine(new Main()).getSubcommands().get("collect").getCommandSpec();

    assertThat(known.optionsMap().keySet()).isEqualTo(real.optionsMap().keySet());
    assertThat(known.subcommands().keySet()).isEqualTo(real.subcommands().keySet());
  }

  private static CommandSpec known() {
    return OtherPrograms.all().stream()
        .filter(program -> program.name().equals("collect"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void helpSaysWhatItDoesAndHow() {
    assertThat(run("collect", "--help")).isZero();
    assertThat(out.toString())
        .contains(
            "Takes events over HTTP",
            "--set=GROUP.KEY=VALUE",
            "\n  ./eventlake collect --set collect.streams=web=web-events --set"
                + " collect.keys-file=keys.json\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void examplesOfTheDocumentsAreCommands() throws IOException {
    List<String> examples =
        Files.readString(Path.of("..", "docs", "collecting.md"))
            .lines()
            .filter(line -> line.startsWith("./eventlake collect"))
            .toList();

    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      String[] words = example.substring("./eventlake ".length()).split(" ");
      assertThatCode(() -> ServiceProgram.commandLine(new Main()).parseArgs(words))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void replayAsksForTheQueueAndForNoKeys() {
    assertThat(run("collect", "replay", "--help")).isZero();
    assertThat(out.toString())
        .contains("\n  ./eventlake collect replay --set collect.streams=web=web-events --set");
    assertThat(run("collect", "replay", "--set", "collect.streams=web=clicks")).isEqualTo(2);
    assertThat(err.toString()).startsWith("collect.overflow-queue is missing: URL of a FIFO queue");
  }

  @Test
  void wrongUsageIsASentence() {
    assertThat(run("collect", "--port", "80")).isEqualTo(2);
    assertThat(err.toString()).contains("--port", "Try: ./eventlake collect --help");
  }

  @Test
  void wrongOptionsAreSentences() {
    assertThat(run("collect", "--set", "collect.streams=web=clicks")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("collect.keys-file is missing: File of API keys")
        .doesNotContain("Exception");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aStreamThatCannotBeReachedIsToldAtTheStart() {
    assertThat(
            run(
                "collect",
                "--set",
                "collect.streams=web=clicks",
                "--set",
                "collect.open=true",
                "--set",
                "collect.endpoint=nowhere"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("'nowhere' is no endpoint of a service");
  }

  private int run(String... args) {
    return ServiceProgram.run(new Main(), new PrintWriter(out), new PrintWriter(err), args);
  }
}
