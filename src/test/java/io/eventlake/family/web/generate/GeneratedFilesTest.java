package io.eventlake.family.web.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.family.web.generate.GeneratedFiles.Compression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedFilesTest {

  private static final GeneratorOptions OPTIONS = GeneratorOptions.events(2_500).build();

  @TempDir private Path directory;

  @Test
  void filesHoldTheGeneratedEventsInTheirOrder() throws IOException {
    GeneratedFiles files = new GeneratedFiles(directory, Compression.NONE, 1_000);

    files.write(OPTIONS);

    assertThat(names(files.events()))
        .containsExactly("events-00000.ndjson", "events-00001.ndjson", "events-00002.ndjson");
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    for (EventGenerator events = new EventGenerator(OPTIONS); events.hasNext(); ) {
      expected.writeBytes(events.next().json());
      expected.write('\n');
    }
    for (String name : names(files.events())) {
      written.writeBytes(Files.readAllBytes(files.events().resolve(name)));
    }
    assertThat(written.toByteArray()).isEqualTo(expected.toByteArray());
  }

  @Test
  void compressedFilesHoldTheSame() throws IOException {
    GeneratedFiles plain = new GeneratedFiles(directory.resolve("a"), Compression.NONE, 5_000);
    GeneratedFiles gzip = new GeneratedFiles(directory.resolve("b"), Compression.GZIP, 5_000);
    plain.write(OPTIONS);
    gzip.writeOnly(OPTIONS);

    Path compressed = gzip.events().resolve("events-00000.ndjson.gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(compressed))) {
      assertThat(in.readAllBytes())
          .isEqualTo(Files.readAllBytes(plain.events().resolve("events-00000.ndjson")));
    }
    assertThat(gzip.segments()).hasSameBinaryContentAs(plain.segments());
    assertThat(gzip.expected()).doesNotExist();
  }

  @Test
  void expectedCountsAreInBalance() throws IOException {
    GeneratedFiles files = new GeneratedFiles(directory, Compression.NONE, 1_000);

    ExpectedLake lake = files.write(OPTIONS);

    JsonNode expected = new ObjectMapper().readTree(files.expected().toFile());
    long silver = expected.get("silver_events").longValue();
    assertThat(expected.get("records_read").longValue())
        .isEqualTo(2_500)
        .isEqualTo(sum(expected, "bronze_events", "dead_letters", "no_consent"));
    assertThat(expected.get("bronze_events").longValue())
        .isEqualTo(sum(expected, "silver_events", "duplicates"));
    assertThat(silver)
        .isEqualTo(expected.at("/minute_activity/events").longValue())
        .isEqualTo(
            expected.at("/sessions/events").longValue()
                + sum(expected, "no_session", "late", "beyond_bound"));
    assertThat(expected.at("/affiliate_clicks/clicks").longValue()).isPositive();
    assertThat(lake.rows("silver.events")).hasSize((int) silver);
    assertThat(lake.rows("bronze.events"))
        .extracting("shard_id")
        .contains("events-00000.ndjson", "events-00002.ndjson");
  }

  @Test
  void fileIsAsOldAsItsLastEvent() throws IOException {
    GeneratedFiles files = new GeneratedFiles(directory, Compression.NONE, 5_000);

    files.writeOnly(OPTIONS);

    assertThat(Files.getLastModifiedTime(files.events().resolve("events-00000.ndjson")).toInstant())
        .isAfter(OPTIONS.start())
        .isBefore(OPTIONS.start().plus(Duration.ofHours(8)));
  }

  @Test
  void earlierEventsAreNotMixedWithNewOnes() throws IOException {
    GeneratedFiles files = new GeneratedFiles(directory, Compression.NONE, 5_000);
    files.writeOnly(OPTIONS);

    assertThatThrownBy(() -> files.writeOnly(OPTIONS))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageEndingWith("exists already: name a directory without earlier events");
  }

  private static long sum(JsonNode expected, String... names) {
    return Stream.of(names).mapToLong(name -> expected.get(name).longValue()).sum();
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
