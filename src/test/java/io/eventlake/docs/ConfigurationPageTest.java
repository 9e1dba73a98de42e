package io.eventlake.docs;

import io.eventlake.testing.GoldenFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/configuration.md says what the options say. */
class ConfigurationPageTest {

  @Test
  void isUpToDate() {
    GoldenFile.assertUpToDate(
        Path.of("docs", "configuration.md"),
        ConfigurationPage.text(),
        ConfigurationPageTest.class,
        "A changed option is told in CHANGELOG.md.");
  }
}
