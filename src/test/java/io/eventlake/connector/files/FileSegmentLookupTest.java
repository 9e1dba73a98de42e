package io.eventlake.connector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
import io.eventlake.operator.segment.SegmentMembership;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSegmentLookupTest {

  @TempDir private Path directory;

  @Test
  void knowsTheSegmentsOfTheFile() throws IOException {
    Path file = directory.resolve("segments.ndjson");
    Files.writeString(
        file,
        """
        {"user_id_hash":"u1","segment_key":"vip","valid_from":"1970-01-01T00:00:01Z","valid_to":2000}
        {"user_id_hash":"u1","segment_key":"beta","valid_from":0,"valid_to":null}

        {"user_id_hash":"u2","segment_key":"vip","valid_from":true}
        {"segment_key":"vip","valid_from":0}
        no json
        """);

    try (FileSegmentLookup lookup = new FileSegmentLookup(file.toString())) {
      lookup.open();

      assertThat(lookup.memberships("u1").join())
          .usingRecursiveComparison()
          .isEqualTo(
              List.of(
                  new SegmentMembership("vip", 1_000, 2_000),
                  new SegmentMembership("beta", 0, Long.MAX_VALUE)));
      assertThat(lookup.memberships("u2").join()).isEmpty();
      assertThat(lookup.malformedLines()).isEqualTo(3);
    }
  }

  @Test
  void aMissingFileIsToldInASentence() {
    String missing = directory.resolve("none.ndjson").toString();

    assertThatThrownBy(() -> new FileSegmentLookup(missing))
        .isInstanceOf(ConfigException.class)
        .hasMessage("segments.path = '" + missing + "' does not exist");
  }
}
