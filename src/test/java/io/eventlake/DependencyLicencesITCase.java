package io.eventlake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The lists of dependencies that the build makes (CycloneDX): whole, and nothing in them that is
 * not open source.
 */
class DependencyLicencesITCase {

  /** By SPDX's ids, and by the names of those that Maven's files name otherwise. */
  private static final Set<String> OPEN_SOURCE =
      Set.of(
          "0BSD",
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "EPL-2.0",
          "GNU General Public License (GPL), version 2, with the Classpath exception",
          "GPL-2.0-with-classpath-exception",
          "ISC",
          "MIT",
          "MIT-0",
          "Python-2.0",
          "Unicode/ICU License");

  /**
   * Their Maven files say "The BSD License" and no more, which is listed as the one of four
   * clauses; theirs have three.
   */
  private static final Set<String> OF_THREE_CLAUSES =
      Set.of(
          "antlr4-runtime",
          "jline-builtins",
          "jline-native",
          "jline-reader",
          "jline-style",
          "jline-terminal",
          "jline-terminal-jni");

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sbom/eventlake.json",
        "sbom/charts.json",
        "sbom/dynamodb-emulator.json",
        "sbom/kinesis-client.json",
        "sbom/kinesis-emulator.json",
        "sbom/pages.json",
        "sbom/services.json",
        "sbom/typescript.json",
        "sbom/lint.json",
        "emulators/s3/lib/sbom.json"
      })
  void everyDependencyIsOpenSource(String list) throws IOException {
    JsonNode components = components(made(list));

    assertThat(components).isNotEmpty();
    assertThat(refused(components)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"target/lib, eventlake", "services/target/lib, services"})
  void everyJarOfALocalRunIsListed(Path lib, String list) throws IOException {
    Set<String> listed =
        stream(components(made("sbom/" + list + ".json")))
            .map(component -> text(component, "name") + "-" + text(component, "version") + ".jar")
            .collect(Collectors.toSet());

    try (Stream<Path> jars = Files.list(lib)) {
      assertThat(jars.map(jar -> jar.getFileName().toString()).filter(n -> n.endsWith(".jar")))
          .isNotEmpty()
          .isSubsetOf(listed);
    }
  }

  @Test
  void aLicenceOfAVendorAndNoneAtAllAreRefused() throws IOException {
    JsonNode components =
        components(
            "{\"components\": ["
                + "{\"name\": \"a\", \"version\": \"1\", \"licenses\": [{\"license\": {\"name\":"
                + " \"Amazon DynamoDB Local License Agreement\"}}]},"
                + "{\"name\": \"b\", \"version\": \"2\"},"
                + "{\"name\": \"c\", \"version\": \"3\", \"licenses\": [{\"license\": {\"id\":"
                + " \"LicenseRef-own\"}}, {\"license\": {\"id\": \"MIT\"}}]},"
                + "{\"name\": \"d\", \"version\": \"4\", \"licenses\": [{\"expression\":"
                + " \"(SSPL-1.0 OR BUSL-1.1)\"}]}]}");

    assertThat(refused(components))
        .containsExactly(
            "a 1: [Amazon DynamoDB Local License Agreement]",
            "b 2: []",
            "d 4: [SSPL-1.0, BUSL-1.1]");
  }

  /** Where there are several licences, Maven's files mean that one can be chosen. */
  private static List<String> refused(JsonNode components) {
    return stream(components)
        .filter(component -> licences(component).stream().noneMatch(OPEN_SOURCE::contains))
        .filter(
            component ->
                !OF_THREE_CLAUSES.contains(text(component, "name"))
                    || !licences(component).equals(List.of("BSD-4-Clause")))
        .map(
            component ->
                text(component, "name")
                    + " "
                    + text(component, "version")
                    + ": "
                    + licences(component))
        .collect(Collectors.toList());
  }

  private static List<String> licences(JsonNode component) {
    return stream(component.path("licenses"))
        .flatMap(DependencyLicencesITCase::choices)
        .collect(Collectors.toList());
  }

  private static Stream<String> choices(JsonNode licence) {
    if (licence.has("expression")) {
      return Stream.of(text(licence, "expression").replaceAll("[()]", "").split(" OR "));
    }

    JsonNode named = licence.path("license");
    return Stream.of(named.has("id") ? text(named, "id") : text(named, "name"));
  }

  private static String made(String list) throws IOException {
    Path file = Path.of("target").resolve(list);
    assertThat(file).as("made by ./mvnw package, but not with Maven's -o").exists();
    return Files.readString(file);
  }

  private static JsonNode components(String list) throws IOException {
    return JSON.readTree(list).path("components");
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }
}
