package io.eventlake.docs;

import io.eventlake.testing.GoldenFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The data dictionary says what iceberg-ddl/ says. */
class DataDictionaryTest {

  @Test
  void isUpToDate() {
    GoldenFile.assertUpToDate(
        Path.of("docs", "data-dictionary.md"),
        DataDictionary.text(),
        getClass(),
        "It is made from iceberg-ddl/");
  }
}
