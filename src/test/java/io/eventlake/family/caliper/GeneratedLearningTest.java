package io.eventlake.family.caliper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.RawRecord;
import io.eventlake.family.caliper.generate.CaliperGenerator;
import io.eventlake.family.caliper.generate.CaliperQuirk;
import io.eventlake.family.caliper.generate.CaliperRecord;
import io.eventlake.family.caliper.generate.CaliperTraffic;
import io.eventlake.family.caliper.generate.ExpectedLearning;
import io.eventlake.family.caliper.rules.Strictness;
import io.eventlake.testing.Rows;
import io.eventlake.testing.Seed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Generated learning through the steps of the job: against the oracle, and put up differently. */
class GeneratedLearningTest {

  private static final List<String> TABLES =
      List.of(
          "bronze.events",
          "bronze.dead_letters",
          "silver.events",
          "silver.sessions",
          "gold.facts",
          "gold.outcomes",
          "gold.learning_days");

  private static final CaliperRules KEEPING =
      Decoded.keeping().judging(Strictness.INTAKE, List.of("timeback-1"), false);

  private static final String DATA = "\"data\":[";

  /** After all that happens. */
  private static final long ARRIVAL = Instant.parse("2026-01-08T00:00:00Z").toEpochMilli();

  @Test
  void everyRowIsAsTheOracleHasIt() throws Exception {
    ExpectedLearning expected = ExpectedLearning.keeping();
    List<byte[]> records = new ArrayList<>();
    CaliperTraffic traffic =
        CaliperTraffic.events(8_000).seed(19).share(CaliperQuirk.MALFORMED, 0.05);
    for (CaliperRecord record : records(traffic)) {
      records.add(record.json());
      expected.add(record, "shard-1", Integer.toString(records.size()));
    }

    LearnedTables tables = LearnedTables.of(KEEPING, raw(records));
    for (String table : TABLES) {
      try {
        Rows.of(tables.rows(table)).assertSame(expected.rows(table));
      } catch (AssertionError e) {
        throw new AssertionError(table + ": " + e.getMessage(), e);
      }
    }
  }

  /** However items are put into envelopes, in whatever order, how often so ever. */
  @Test
  void splittingMergingOrderAndRepetitionChangeNothing() throws Exception {
    Random random = new Random(Seed.of(getClass(), 20_261_130));
    CaliperTraffic traffic =
        CaliperTraffic.events(3_000)
            .seed(random.nextLong())
            .share(CaliperQuirk.BROKEN_ENVELOPE, 0)
            .share(CaliperQuirk.FORWARDED, 0);
    List<CaliperRecord> records = records(traffic);
    List<byte[]> sent = records.stream().map(CaliperRecord::json).toList();

    LearnedTables asSent = LearnedTables.of(KEEPING, raw(sent));
    LearnedTables otherwise = LearnedTables.of(KEEPING, raw(putUpOtherwise(records, random)));

    assertThat(otherwise.rows("bronze.events").size())
        .isGreaterThan(asSent.rows("bronze.events").size());
    for (String table : TABLES.subList(2, TABLES.size())) {
      Rows.of(otherwise.rows(table)).assertSame(asSent.rows(table));
    }
  }

  private static List<CaliperRecord> records(CaliperTraffic traffic) {
    List<CaliperRecord> records = new ArrayList<>();
    new CaliperGenerator(traffic).forEachRemaining(records::add);
    return records;
  }

  private static List<RawRecord> raw(List<byte[]> records) {
    List<RawRecord> raw = new ArrayList<>();
    for (byte[] record : records) {
      String number = Integer.toString(raw.size() + 1);
      raw.add(new RawRecord(record, "shard-1", number, 0, ARRIVAL, true));
    }

    return raw;
  }

  /** In other envelopes of the same sensor and version, shuffled, every fourth item again. */
  private static List<byte[]> putUpOtherwise(List<CaliperRecord> records, Random random) {
    Map<String, List<String>> items = new LinkedHashMap<>();
    Map<String, String> envelopes = new LinkedHashMap<>();
    for (CaliperRecord record : records) {
      String json = new String(record.json(), UTF_8);
      String sensor = json.substring(0, json.indexOf("\"sendTime\""));
      envelopes.putIfAbsent(sensor, json.substring(0, json.indexOf(DATA) + DATA.length()));
      for (String item : record.items()) {
        List<String> all = items.computeIfAbsent(sensor, any -> new ArrayList<>());
        all.add(item);
        if (random.nextInt(4) == 0) {
          all.add(item);
        }
      }
    }

    List<byte[]> others = new ArrayList<>();
    items.forEach(
        (sensor, all) -> {
          Collections.shuffle(all, random);
          for (int from = 0; from < all.size(); ) {
            int to = Math.min(from + 1 + random.nextInt(50), all.size());
            String data = String.join(",", all.subList(from, to));
            others.add((envelopes.get(sensor) + data + "]}").getBytes(UTF_8));
            from = to;
          }
        });
    Collections.shuffle(others, random);
    return others;
  }
}
