package io.eventlake.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The data dictionary says what iceberg-ddl/ says. */
class DataDictionaryTest {

  private static final Path FILE = Path.of("docs", "data-dictionary.md");

  @Test
  void isUpToDate() throws IOException {
    String current = DataDictionary.text(Path.of("jobs", "java"));
    if (Boolean.getBoolean("update.docs")) {
      Files.writeString(FILE, current);
    }

    assertThat(Files.readString(FILE))
        .as(
            FILE
                + " is made from iceberg-ddl/; write it anew with:"
                + " ./mvnw test -Dtest=DataDictionaryTest -Dupdate.docs=true")
        .isEqualTo(current);
  }
}
