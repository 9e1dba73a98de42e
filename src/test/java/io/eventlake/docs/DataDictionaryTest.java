package io.eventlake.docs;

import io.eventlake.testing.GoldenFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The data dictionary says what iceberg-ddl/ says. */
class DataDictionaryTest {

  @Test
  void isUpToDate() throws IOException {
    GoldenFile.assertUpToDate(
        Path.of("docs", "data-dictionary.md"),
        DataDictionary.text(Path.of("jobs", "java")),
        getClass(),
        "It is made from iceberg-ddl/");
  }
}
