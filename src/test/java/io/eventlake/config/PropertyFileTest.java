package io.eventlake.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The service's format of property groups, and what is said of other files. */
class PropertyFileTest {

  @TempDir Path directory;

  @Test
  void readsEveryGroup() throws IOException {
    Path file =
        file(
            """
            [{"PropertyGroupId": "lake", "PropertyMap": {"warehouse": "w", "catalog": "local"}},
             {"PropertyGroupId": "job", "PropertyMap": {"name": "segments"}}]
            """);

    assertThat(PropertyFile.read(file))
        .isEqualTo(Map.of("lake.warehouse", "w", "lake.catalog", "local", "job.name", "segments"));
    assertThat(JobOptions.parseLake(PropertyFile.read(file)).warehouse).isEqualTo("w");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                   | must be a JSON array
          [{"PropertyMap": {}}]                                | a PropertyGroupId and a PropertyMap
          [{"PropertyGroupId": "a"}]                           | a PropertyGroupId and a PropertyMap
          [{"PropertyGroupId":"a","PropertyMap":{"k":1}}]      | must give a.k a text, in quotes
          [{"PropertyGroupId":"a","PropertyMap":{}},{"PropertyGroupId":"a","PropertyMap":{}}] | twice
          [{"PropertyGroupId":"a","PropertyMap":{"k":"","k":""}}] | is no JSON, line 1: Duplicate
          [                                                    | is no JSON, line 1:
          [] []                                                | is no JSON, line 1:
          """)
  void saysWhatIsWrong(String content, String message) throws IOException {
    Path file = file(content);

    assertThatThrownBy(() -> PropertyFile.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("The configuration file " + file)
        .hasMessageContaining(message);
  }

  @Test
  void saysThatAFileIsTooDeep() throws IOException {
    Path file = file("[".repeat(5_000));

    assertThatThrownBy(() -> PropertyFile.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("The configuration file " + file + " is no JSON");
  }

  @Test
  void saysThatAFileIsMissing() {
    Path missing = directory.resolve("missing.json");

    assertThatThrownBy(() -> PropertyFile.read(missing))
        .isInstanceOf(ConfigException.class)
        .hasMessage("The configuration file " + missing + " does not exist");
  }

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("application.json"), content);
  }
}
