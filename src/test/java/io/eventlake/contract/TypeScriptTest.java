package io.eventlake.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventlake.job.FamilyCatalog;
import io.eventlake.testing.Emulators;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The types, judged by TypeScript's own compiler in one go. */
class TypeScriptTest {

  private static final String CONSENT = "privacy: { analytics: true }";

  /** A line of code each, and what the compiler says of it. */
  private static final List<List<String>> WRONG =
      List.of(
          List.of("{ event_type: 'page_view', ts: '' }", "'user' is missing"),
          List.of("{ event_type: 'page_view', " + CONSENT + " }", "'ts' is missing"),
          List.of("{ event_type: 'pageview', ts: '', " + CONSENT + " }", "Did you mean"),
          List.of("{ event_type: 'page_view', ts: 5, " + CONSENT + " }", "'number'"),
          List.of("{ event_type: 'page_view', ts: '', " + CONSENT + ", ctxx: {} }", "'ctxx'"),
          List.of(
              "{ event_type: 'page_view', ts: '', " + CONSENT + ", chart: { action: 'srot' } }",
              "\"srot\""),
          List.of("{ event_type: 'chart_interaction', ts: '', " + CONSENT + " }", "'chart'"),
          List.of(
              "{ event_type: 'affiliate_click', ts: '', " + CONSENT + ", affiliate: null }",
              "'null'"));

  @TempDir private Path directory;

  @Test
  void theCompilerTakesTheExamplesAndRefusesWhatTheContractDoes() throws Exception {
    EventContract contract = EventContract.of("web");
    Files.writeString(directory.resolve("event.ts"), TypeScript.text(contract));
    List<String> lines = new ArrayList<>(List.of("import { WebEvent } from './event';"));
    for (JsonNode example : contract.schema().path("examples")) {
      lines.add("export const right" + lines.size() + ": WebEvent = " + example + ";");
    }

    int first = lines.size() + 1;
    for (List<String> wrong : WRONG) {
      lines.add("export const wrong" + lines.size() + ": WebEvent = " + wrong.get(0) + ";");
    }

    Files.write(directory.resolve("events.ts"), lines);

    List<String> errors = compile("events.ts");
    for (int each = 0; each < WRONG.size(); each++) {
      int i = each;
      String place = "events.ts(" + (first + i) + ",";
      assertThat(errors)
          .as("line %d: %s", first + i, WRONG.get(i).get(0))
          .anySatisfy(error -> assertThat(error).startsWith(place).contains(WRONG.get(i).get(1)));
    }

    assertThat(errors).as("of the examples none").hasSize(WRONG.size());
  }

  /** Whose schema names its types. */
  @Test
  void theCompilerTakesEnvelopesOfCaliper() throws Exception {
    EventContract contract =
        EventContract.of(
            FamilyCatalog.judging("caliper", Map.of("caliper.extensions", "timeback-1")));
    Files.writeString(directory.resolve("envelope.ts"), TypeScript.text(contract));
    List<String> lines = new ArrayList<>(List.of("import { CaliperEnvelope } from './envelope';"));
    for (JsonNode example : contract.schema().path("examples")) {
      lines.add("export const right" + lines.size() + ": CaliperEnvelope = " + example + ";");
    }

    String wrong = contract.schema().path("examples").get(0).toString();
    lines.add(
        "export const a: CaliperEnvelope = " + wrong.replace("\"Viewed\"", "\"Graded\"") + ";");
    Files.write(directory.resolve("envelopes.ts"), lines);

    assertThat(compile("envelopes.ts"))
        .singleElement(STRING)
        .startsWith("envelopes.ts(" + lines.size() + ",")
        .contains("Graded");
  }

  /** One error an element, with the lines that explain it. */
  private List<String> compile(String file) throws IOException, InterruptedException {
    Path compiler =
        Emulators.DIRECTORY.resolve(Path.of("typescript", "node_modules", "typescript", "bin"));
    Process node =
        new ProcessBuilder("node", compiler.resolve("tsc").toString(), "--strict", "--noEmit", file)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String out = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    node.waitFor();
    List<String> errors = new ArrayList<>();
    for (String line : out.lines().toList()) {
      if (line.startsWith(" ")) {
        errors.set(errors.size() - 1, errors.get(errors.size() - 1) + "\n" + line);
      } else {
        errors.add(line);
      }
    }

    return errors;
  }
}
