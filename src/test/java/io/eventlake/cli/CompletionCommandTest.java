package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script in a bash, as the Tab key calls it. */
class CompletionCommandTest {

  @TempDir private Path directory;

  private Path script;

  @BeforeEach
  void print() throws Exception {
    StringWriter out = new StringWriter();
    int code =
        Main.run(new PrintWriter(out), new PrintWriter(new StringWriter()), "completion", "bash");
    assertThat(code).isZero();
    script = Files.writeString(directory.resolve("completion.sh"), out.toString());
  }

  @Test
  void bashTakesTheScript() throws Exception {
    assertThat(bash("-n", script.toString())).isEmpty();
  }

  @Test
  void zshIsGivenTheSame() throws Exception {
    StringWriter out = new StringWriter();
    int code =
        Main.run(new PrintWriter(out), new PrintWriter(new StringWriter()), "completion", "ZSH");

    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("bashcompinit")
        .isEqualTo(Files.readString(script, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "./eventlake val, validate",
    "./eventlake run cl, clickstream",
    "./eventlake sql --form, --format",
    "./eventlake tables rel, relocate",
    "./eventlake sql --format j, json",
    "./eventlake coll, collect",
    "./eventlake collect rep, replay",
    "./eventlake serve --ware, --warehouse"
  })
  void wordsAreCompleted(String typed, String word) throws Exception {
    String tab =
        "source "
            + script
            + "; COMP_LINE='"
            + typed
            + "'; COMP_WORDS=("
            + typed
            + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_POINT=${#COMP_LINE};"
            + " _complete_eventlake; printf '%s\\n' \"${COMPREPLY[@]}\"";

    assertThat(bash("-c", tab).lines().map(String::strip)).contains(word);
  }

  private static String bash(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("bash"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }
}
