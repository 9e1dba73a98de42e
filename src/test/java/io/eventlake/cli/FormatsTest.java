package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** That programs can read what every command says. */
class FormatsTest {

  /** Commands without JSON, each with the reason. */
  private static final Map<String, String> WITHOUT =
      Map.of(
          "demo", "a show for people, whose lake every other command reads",
          "metrics demo", "another",
          "contract show", "its output is JSON, a schema",
          "contract page", "a page for people",
          "contract types", "its output is TypeScript",
          "help", "for people",
          "completion", "its output is a script");

  /** An object for each row or record, which is no document. */
  private static final Set<String> LINES = Set.of("metrics show", "sql", "validate");

  @Test
  void everyCommandHasJson() {
    CommandModel.commands()
        .forEach(
            (name, command) ->
                assertThat(hasJson(command)).as(name).isEqualTo(!WITHOUT.containsKey(name)));
    assertThat(CommandModel.commands()).containsKeys(WITHOUT.keySet().toArray(new String[0]));
  }

  @Test
  void everyDocumentIsTold() throws IOException {
    List<String> told = new ArrayList<>();
    Files.readString(Path.of("docs", "operations.md"))
        .replaceFirst("(?s).*## Documents for programs", "")
        .replaceFirst("(?s)\n## .*", "")
        .lines()
        .filter(line -> line.startsWith("| `"))
        .forEach(line -> told.addAll(List.of(line.split("`")[1].split(", "))));

    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            CommandModel.commands().entrySet().stream()
                .filter(each -> hasJson(each.getValue()) && !LINES.contains(each.getKey()))
                .map(Map.Entry::getKey)
                .toList());
  }

  private static boolean hasJson(CommandLine command) {
    OptionSpec format = command.getCommandSpec().findOption("--format");
    if (format == null) {
      return false;
    }

    List<String> words = new ArrayList<>();
    format.completionCandidates().forEach(words::add);
    return words.contains("json");
  }
}
