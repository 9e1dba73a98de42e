package io.eventlake.family.site.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.family.site.SiteSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated records: the same for the same options, with every quirk, and kept by the contract. */
class SiteGeneratorTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void sameOptionsGiveTheSameBytes() {
    byte[] once = bytes(SiteTraffic.events(3_000));

    assertThat(bytes(SiteTraffic.events(3_000))).isEqualTo(once);
    assertThat(bytes(SiteTraffic.events(3_000).seed(7))).isNotEqualTo(once);
  }

  @Test
  void givesAsManyEventsAsAskedForInTheOrderOfArrival() {
    Instant start = Instant.parse("2026-05-01T00:00:00Z");
    SiteTraffic traffic = SiteTraffic.events(5_000).start(start).span(Duration.ofHours(10));
    List<SiteRecord> records = records(traffic);

    assertThat(records.stream().mapToInt(SiteRecord::size).sum()).isEqualTo(5_000);
    assertThat(records).extracting(SiteRecord::dueMillis).isSorted();
    long first = records.get(0).dueMillis();
    long last = records.get(records.size() - 1).dueMillis();
    assertThat(Instant.ofEpochMilli(first)).isAfter(start);
    assertThat(Duration.ofMillis(last - first))
        .isBetween(Duration.ofHours(8), Duration.ofHours(12));
    assertThatThrownBy(
            () -> {
              SiteGenerator ended = new SiteGenerator(SiteTraffic.events(1));
              ended.next();
              ended.next();
            })
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void everyShapeAndFlawComesUp() {
    Set<EventShape> shapes = EnumSet.noneOf(EventShape.class);
    Set<SiteFlaw> flaws = EnumSet.noneOf(SiteFlaw.class);
    int cutOff = 0;
    for (SiteRecord record : records(SiteTraffic.events(20_000).share(SiteQuirk.MALFORMED, 0.05))) {
      shapes.add(record.shape);
      cutOff += record.isWhole() ? 0 : 1;
      record.events.stream().filter(event -> event.flaw != null).forEach(e -> flaws.add(e.flaw));
    }

    assertThat(shapes).containsExactly(EventShape.values());
    assertThat(flaws).containsExactly(SiteFlaw.values());
    assertThat(cutOff).isPositive();
  }

  @Test
  void withoutQuirksThereAreNone() {
    SiteTraffic traffic = SiteTraffic.events(2_000);
    Arrays.stream(SiteQuirk.values()).forEach(quirk -> traffic.share(quirk, 0));

    for (SiteRecord record : records(traffic)) {
      assertThat(record.size()).isEqualTo(1);
      assertThat(record.shape).isEqualTo(EventShape.STRUCTURED);
      assertThat(record.isWhole()).isTrue();
      assertThat(record.events.get(0).flaw).isNull();
      assertThat(record.events.get(0).visitor.sessionId).isNotNull();
    }
  }

  /** What is only too large is beyond a schema, and what is in Base64. */
  @Test
  void contractTakesWhatIsValidAndRefusesTheRest() throws IOException {
    for (SiteRecord record : records(SiteTraffic.events(6_000).share(SiteQuirk.MALFORMED, 0.1))) {
      if (!record.isWhole()) {
        assertThatThrownBy(() -> MAPPER.readTree(record.json())).isInstanceOf(IOException.class);
        continue;
      }

      JsonNode json = MAPPER.readTree(record.json());
      for (int i = 0; i < record.events.size(); i++) {
        SiteEvent event = record.events.get(i);
        JsonNode one = json.at(record.pointer(i));
        boolean valid = event.flaw == null || event.flaw == SiteFlaw.OVERSIZED;
        SiteSchemas schema =
            record.shape != EventShape.PLAIN
                ? SiteSchemas.EVENT
                : event.isPage() ? SiteSchemas.PAGE_VIEW : SiteSchemas.VIDEO_EVENT;
        assertThat(schema.faults(one).isEmpty()).as("%s for %s", one, event.flaw).isEqualTo(valid);
      }
    }
  }

  @Test
  void filesHoldTheRecordsAndWhatIsExpectedOfThem(@TempDir Path directory) throws IOException {
    SiteFiles files = new SiteFiles(directory, 500);
    ExpectedSite expected = files.write(SiteTraffic.events(2_000));

    List<String> lines = new ArrayList<>();
    try (var paths = Files.list(files.events()).sorted()) {
      for (Path file : paths.toList()) {
        List<String> ofFile = Files.readAllLines(file);
        assertThat(ofFile).hasSizeLessThanOrEqualTo(500);
        lines.addAll(ofFile);
      }
    }
    assertThat(String.join("\n", lines) + "\n")
        .isEqualTo(new String(bytes(SiteTraffic.events(2_000))));
    JsonNode json = MAPPER.readTree(files.expected().toFile());
    assertThat(json.get("seed").longValue()).isEqualTo(42);
    assertThat(json.get("records").intValue()).isEqualTo(lines.size());
    assertThat(json.get("gold.fact_page_views").intValue())
        .isEqualTo(expected.rows("gold.fact_page_views").size());
    assertThat(json.at("/days/0/event_dt").textValue()).isEqualTo("2026-01-05");
    assertThatThrownBy(() -> files.write(SiteTraffic.events(1)))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("name a directory without earlier events");
  }

  @Test
  void optionsThatCanNotBeAreRefused() {
    assertThatThrownBy(() -> SiteTraffic.events(0))
        .hasMessage("the number of events must be positive");
    assertThatThrownBy(() -> SiteTraffic.events(1).span(Duration.ZERO))
        .hasMessage("the span must be positive");
    assertThatThrownBy(() -> SiteTraffic.events(1).share(SiteQuirk.LATE, Double.NaN))
        .hasMessage("the share of LATE must lie between 0 and 1");
    assertThatThrownBy(() -> new SiteFiles(Path.of("x"), 0))
        .hasMessage("the number of records per file must be positive");
  }

  static List<SiteRecord> records(SiteTraffic traffic) {
    List<SiteRecord> records = new ArrayList<>();
    new SiteGenerator(traffic).forEachRemaining(records::add);
    return records;
  }

  private static byte[] bytes(SiteTraffic traffic) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (SiteRecord record : records(traffic)) {
      bytes.writeBytes(record.json());
      bytes.write('\n');
    }
    return bytes.toByteArray();
  }
}
