package io.eventlake.connector.segments;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
import io.eventlake.operator.segment.SegmentMembership;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSegmentLookupTest {

  private static final String GOOD =
      "{\"user_id_hash\":\"u1\",\"segment_key\":\"vip\",\"valid_from\":0}";

  @TempDir private Path directory;

  @Test
  void knowsTheSegmentsOfTheFile() throws IOException {
    Path file = directory.resolve("segments.ndjson");
    Files.writeString(
        file,
        """
        {"user_id_hash":"u1","segment_key":"vip","valid_from":"1970-01-01T00:00:01Z","valid_to":1767225600000}
        {"user_id_hash":"u1","segment_key":"beta","valid_from":0,"valid_to":1767225600000}

        {"user_id_hash":"u2","segment_key":"vip","valid_from":true}
        {"segment_key":"vip","valid_from":0}
        no json
        {"user_id_hash":"u1","segment_key":"beta","valid_from":0,"valid_to":null}
        """);

    try (FileSegmentLookup lookup = open(file)) {
      assertThat(lookup.memberships("u1").join())
          .usingRecursiveComparison()
          .isEqualTo(
              List.of(
                  new SegmentMembership("vip", 1_000, 1_767_225_600_000L),
                  new SegmentMembership("beta", 0, Long.MAX_VALUE)));
      assertThat(lookup.memberships("u2").join()).isEmpty();
      assertThat(lookup.malformedLines()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"segments.ndjson.gz", "segments.ndjson", "segments"})
  void aPackedFileIsUnpackedWhateverItIsCalled(String name) throws IOException {
    Path file = directory.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(GOOD.getBytes(UTF_8));
    }

    assertThat(segmentsOf(file, "u1")).hasSize(1);
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstLine() throws IOException {
    Path file = Files.writeString(directory.resolve("segments.txt"), "\uFEFF" + GOOD + "\n");

    assertThat(segmentsOf(file, "u1")).hasSize(1);
  }

  @Test
  void linesOfAnotherEncodingOrWithMoreBehindTheObjectAreLeftOut() throws IOException {
    Path file = directory.resolve("segments.ndjson");
    Files.write(
        file,
        (GOOD + "\n" + GOOD.replace("u1", "\u00FC") + "\n" + GOOD.replace("u1", "u2") + "}\n")
            .getBytes(ISO_8859_1));

    try (FileSegmentLookup lookup = open(file)) {
      assertThat(lookup.malformedLines()).isEqualTo(2);
      assertThat(lookup.memberships("u1").join()).hasSize(1);
      assertThat(lookup.memberships("\uFFFD").join()).isEmpty();
      assertThat(lookup.memberships("u2").join()).isEmpty();
    }
  }

  @Test
  void linesThatAreLeftOutAreToldInASentence() throws IOException {
    Path file = directory.resolve("segments.ndjson");
    Files.writeString(file, GOOD + "\nno json\n{}\n" + GOOD + "\n");

    assertThat(new SegmentFile(file.toString(), "segments.path = 'x'", 1_000).leftOut())
        .hasValue(
            "segments.path = 'x': 2 of 4 lines left out as no segments, the first is line 2 of"
                + " segments.ndjson, because of MALFORMED_JSON");
    Files.writeString(file, GOOD);
    assertThat(new SegmentFile(file.toString(), "segments.path = 'x'", 1_000).leftOut()).isEmpty();
  }

  @Test
  void aFileWithoutASegmentIsRefused() throws IOException {
    Path file = directory.resolve("segments.ndjson");
    Files.writeString(file, "\n" + GOOD.replace(":0", ":1767225600") + "\nno json\n");
    assertThatThrownBy(() -> new FileSegmentLookup(file.toString(), 1_000))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "segments.path = '"
                + file
                + "' has no line that is a segment; line 2 is not because of OUT_OF_RANGE: give one"
                + " JSON object a line, with user_id_hash, segment_key and valid_from (ISO 8601, or"
                + " milliseconds)");

    Files.writeString(file, "");
    assertThatThrownBy(() -> new FileSegmentLookup(file.toString(), 1_000))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("segments.path = '" + file + "' is empty: give ");
  }

  @Test
  void aMissingFileIsToldInASentence() {
    String missing = directory.resolve("none.ndjson").toString();

    assertThatThrownBy(() -> new FileSegmentLookup(missing, 1_000))
        .isInstanceOf(ConfigException.class)
        .hasMessage("segments.path = '" + missing + "' does not exist");
  }

  private static List<SegmentMembership> segmentsOf(Path file, String user) {
    try (FileSegmentLookup lookup = open(file)) {
      assertThat(lookup.malformedLines()).isZero();
      return lookup.memberships(user).join();
    }
  }

  private static FileSegmentLookup open(Path file) {
    FileSegmentLookup lookup = new FileSegmentLookup(file.toString(), 1_000);
    lookup.open();
    return lookup;
  }
}
