package io.eventlake.family.caliper.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.family.ItemVerdict;
import io.eventlake.family.caliper.rules.CaliperJudge;
import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.family.caliper.rules.Strictness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated envelopes: the same for the same options, with every quirk, in everybody's habits. */
class CaliperGeneratorTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void sameOptionsGiveTheSameBytes() {
    byte[] once = bytes(CaliperTraffic.events(3_000));

    assertThat(bytes(CaliperTraffic.events(3_000))).isEqualTo(once);
    assertThat(bytes(CaliperTraffic.events(3_000).seed(7))).isNotEqualTo(once);
  }

  @Test
  void givesAsManyItemsAsAskedForInTheOrderOfArrival() {
    Instant start = Instant.parse("2026-05-01T00:00:00Z");
    CaliperTraffic traffic = CaliperTraffic.events(30_000).start(start).span(Duration.ofHours(20));
    List<CaliperRecord> records = records(traffic);

    assertThat(records.stream().mapToInt(CaliperRecord::size).sum()).isEqualTo(30_000);
    assertThat(records).extracting(CaliperRecord::dueMillis).isSorted();
    assertThat(records.size()).isBetween(8_000, 12_000);
    long first = records.get(0).dueMillis();
    long last = records.get(records.size() - 1).dueMillis();
    assertThat(Instant.ofEpochMilli(first)).isAfter(start);
    assertThat(Duration.ofMillis(last - first))
        .isBetween(Duration.ofHours(17), Duration.ofHours(23));
    assertThatThrownBy(
            () -> {
              CaliperGenerator ended = new CaliperGenerator(CaliperTraffic.events(1));
              ended.next();
              ended.next();
            })
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void everyFlawComesUpAndGradesComeInBulk() {
    Set<CaliperFlaw> flaws = EnumSet.noneOf(CaliperFlaw.class);
    Set<BrokenEnvelope> broken = EnumSet.noneOf(BrokenEnvelope.class);
    int most = 0;
    CaliperTraffic traffic =
        CaliperTraffic.events(20_000)
            .share(CaliperQuirk.MALFORMED, 0.05)
            .share(CaliperQuirk.BROKEN_ENVELOPE, 0.02);
    for (CaliperRecord record : records(traffic)) {
      record.items.stream().filter(item -> item.flaw != null).forEach(i -> flaws.add(i.flaw));
      if (record.broken != null) {
        broken.add(record.broken);
      }
      if (record.sensor.equals(Emitter.GRADEBOOK.sensor)) {
        most = Math.max(most, record.size());
      }
    }

    assertThat(flaws).containsExactly(CaliperFlaw.values());
    assertThat(broken).containsExactly(BrokenEnvelope.values());
    assertThat(most).isGreaterThan(200);
  }

  /** By the book the campus alone is good; what each of the others does some rule forbids. */
  @Test
  void emittersHaveTheirHabits() {
    CaliperTraffic traffic = CaliperTraffic.events(4_000);
    Arrays.stream(CaliperQuirk.values()).forEach(quirk -> traffic.share(quirk, 0));
    CaliperModel model = CaliperModel.of(List.of("timeback-1"));
    CaliperJudge strict = new CaliperJudge(model, Strictness.STRICT, false);
    CaliperJudge intake = new CaliperJudge(model, Strictness.INTAKE, false);
    Map<Emitter, Integer> bad = new EnumMap<>(Emitter.class);
    for (CaliperRecord record : records(traffic)) {
      Emitter emitter = record.items.get(0).emitter;
      strict.judge(
          record.json(), verdict -> bad.merge(emitter, verdict.isGood() ? 0 : 1, Integer::sum));
      intake.judge(
          record.json(),
          verdict -> assertThat(verdict).as(emitter.name()).matches(ItemVerdict::isGood));
    }

    assertThat(bad).containsOnlyKeys(Emitter.values()).containsEntry(Emitter.CAMPUS, 0);
    assertThat(bad.get(Emitter.QUIZ)).isPositive();
    assertThat(bad.get(Emitter.PLAYER)).isPositive();
    assertThat(bad.get(Emitter.GRADEBOOK)).isPositive();
  }

  @Test
  void filesHoldTheRecordsAndWhatIsExpectedOfThem(@TempDir Path directory) throws IOException {
    CaliperFiles files = new CaliperFiles(directory, 300);
    ExpectedLearning expected = ExpectedLearning.keeping();
    files.write(CaliperTraffic.events(2_000), expected);

    List<String> lines = new ArrayList<>();
    try (var paths = Files.list(files.events()).sorted()) {
      for (Path file : paths.toList()) {
        List<String> ofFile = Files.readAllLines(file);
        assertThat(ofFile).hasSizeLessThanOrEqualTo(300);
        lines.addAll(ofFile);
      }
    }
    assertThat(String.join("\n", lines) + "\n")
        .isEqualTo(new String(bytes(CaliperTraffic.events(2_000))));
    JsonNode json = MAPPER.readTree(files.expected().toFile());
    assertThat(json.get("seed").longValue()).isEqualTo(42);
    assertThat(json.get("records").intValue()).isEqualTo(lines.size());
    assertThat(json.get("bronze.events").intValue() + json.get("bronze.dead_letters").intValue())
        .isEqualTo(2_000);
    for (String table :
        List.of(
            "bronze.events",
            "bronze.dead_letters",
            "silver.events",
            "silver.sessions",
            "gold.facts",
            "gold.outcomes")) {
      assertThat(json.get(table).intValue()).as(table).isEqualTo(expected.rows(table).size());
    }
    assertThat(json.at("/facts_by_metric/xpEarned/facts").intValue()).isPositive();
    assertThat(json.at("/days/0/event_dt").textValue()).isEqualTo("2026-01-05");
    assertThatThrownBy(() -> files.write(CaliperTraffic.events(1), expected))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("name a directory without earlier events");
  }

  @Test
  void optionsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> CaliperTraffic.events(0))
        .hasMessage("the number of events must be positive");
    assertThatThrownBy(() -> CaliperTraffic.events(1).span(Duration.ZERO))
        .hasMessage("the span must be positive");
    assertThatThrownBy(() -> CaliperTraffic.events(1).share(CaliperQuirk.LATE, Double.NaN))
        .hasMessage("the share of LATE must lie between 0 and 1");
    assertThatThrownBy(() -> new CaliperFiles(Path.of("x"), 0))
        .hasMessage("the number of records per file must be positive");
  }

  private static List<CaliperRecord> records(CaliperTraffic traffic) {
    List<CaliperRecord> records = new ArrayList<>();
    new CaliperGenerator(traffic).forEachRemaining(records::add);
    return records;
  }

  private static byte[] bytes(CaliperTraffic traffic) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (CaliperRecord record : records(traffic)) {
      bytes.writeBytes(record.json());
      bytes.write('\n');
    }
    return bytes.toByteArray();
  }
}
