package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** That programs can read what every command says. */
class FormatsTest {

  /** Commands without JSON, each with the reason. */
  private static final Map<String, String> WITHOUT =
      Map.of("completion", "its output is a script for a shell");

  /** An object for each row or record, or a schema, which is no document. */
  private static final Set<String> LINES =
      Set.of("metrics show", "sql", "validate", "contract show");

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

  @ParameterizedTest
  @ValueSource(strings = {"web", "site", "caliper"})
  void aContractIsJson(String family) throws IOException {
    assertThat(json("contract", "show", "--family", family).path("$schema").asText())
        .contains("2020-12");
    JsonNode types = json("contract", "types", "--family", family);
    assertThat(types.path("family").asText()).isEqualTo(family);
    assertThat(types.path("text").asText()).contains("export type ");

    JsonNode page = json("contract", "page", "--family", family);
    assertThat(page.path("sections").findValuesAsText("heading"))
        .contains("Properties", "Examples", "Why a record is rejected", "MALFORMED_JSON");
    assertThat(page.path("sections").path(0).path("rows").path(0).path("property").asText())
        .isNotEmpty();
  }

  @Test
  void helpHasEveryCommandAndOption() throws IOException {
    List<String> told = new ArrayList<>();
    JsonNode help = json("help");
    named(help, told);

    List<String> all =
        CommandModel.commands().keySet().stream().map(name -> "eventlake " + name).toList();
    assertThat(told).containsAll(all);
    JsonNode sql = json("help", "sql");
    assertThat(sql.path("options").findValues("names").toString()).contains("\"--format\"");
    assertThat(sql.findValues("choices").toString()).contains("parquet");
    assertThat(help.toString()).doesNotContain("${", "%n");
  }

  private static void named(JsonNode command, List<String> names) {
    names.add(command.path("command").asText());
    command.path("commands").forEach(each -> named(each, names));
  }

  /** Of standard output alone, in the form that every command is asked for. */
  private static JsonNode json(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--format", "json"));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    assertThat(code).as(err::toString).isZero();
    return new ObjectMapper()
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .readTree(out.toString());
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
