package io.eventlake.connector.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
import io.eventlake.testing.TestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the directory of an export says of itself. */
class SegmentExportTest {

  @TempDir private Path directory;

  @Test
  void theManifestTellsItsTime() throws IOException {
    manifest("{\"exportTime\":\"2026-11-04T07:28:34.028Z\",\"outputFormat\":\"DYNAMODB_JSON\"}");

    SegmentExport export = SegmentExport.find(options().segments());

    assertThat(export.time()).isEqualTo(Instant.parse("2026-11-04T07:28:34.028Z"));
    assertThat(export.data()).isEqualTo(directory.resolve("data").toString());
  }

  @Test
  void withoutOneItMustBeSet() {
    assertThatThrownBy(() -> SegmentExport.find(options().segments()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "segments.export-path = '"
                + directory
                + "' has no manifest-summary.json that tells its time: set segments.export-time");

    SegmentExport export =
        SegmentExport.find(
            options().with("segments.export-time", "2026-11-04T08:00:00+01:00").segments());

    assertThat(export.time()).isEqualTo(Instant.parse("2026-11-04T07:00:00Z"));
    assertThat(export.data()).isEqualTo(directory.toString());
  }

  @Test
  void otherFormatsAreRefused() throws IOException {
    manifest("{\"exportTime\":\"2026-11-04T07:28:34.028Z\",\"outputFormat\":\"ION\"}");
    assertThatThrownBy(() -> SegmentExport.find(options().segments()))
        .hasMessageEndingWith("is no full export in the format DYNAMODB_JSON");

    manifest("{\"exportType\":\"INCREMENTAL_EXPORT\"}");
    assertThatThrownBy(() -> SegmentExport.find(options().segments()))
        .hasMessageEndingWith("is no full export in the format DYNAMODB_JSON");

    manifest("{}");
    assertThatThrownBy(() -> SegmentExport.find(options().segments()))
        .hasMessageEndingWith("has a manifest without its exportTime");

    manifest("{");
    assertThatThrownBy(() -> SegmentExport.find(options().segments()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("can not be read");
  }

  private void manifest(String text) throws IOException {
    Files.writeString(directory.resolve("manifest-summary.json"), text);
  }

  private TestOptions options() {
    return TestOptions.files("/nowhere")
        .with("segments.initial-load", "export")
        .with("segments.export-path", directory.toString());
  }
}
