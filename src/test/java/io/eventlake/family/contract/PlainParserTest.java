package io.eventlake.family.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.DecodeOptions;
import io.eventlake.event.RawRecord;
import io.eventlake.family.web.WebFamily;
import io.eventlake.family.web.WebProperties;
import io.eventlake.family.web.generate.EventGenerator;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.family.web.generate.Quirk;
import io.eventlake.testing.DdlRowType;
import io.eventlake.testing.FuzzedBytes;
import io.eventlake.testing.Seed;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The fast way gives what the strict one gives, or nothing; {@code -Deventlake.fuzzed=N} asks more.
 */
class PlainParserTest {

  private static final int FUZZED = Integer.getInteger("eventlake.fuzzed", 60_000);
  private static final IdRules IDS =
      new IdRules(
          DecodeOptions.absentIds(DecodeOptions.ABSENT_IDS.defaultValue()),
          Pattern.compile(DecodeOptions.USER_IDS.defaultValue()));
  private static final String PLAIN =
      "{'event_type':'page_view','ts':'2026-01-31T09:30:00Z','privacy':{'analytics':true},"
          + "'chart':{'control_value':'v','product_ids':['a']},'affiliate':{'payout_cents':7}}";

  private final ContractParser fast = new ContractParser(WebProperties.contract(), IDS);
  private final ContractParser strict = new ContractParser(WebProperties.contract(), IDS);
  private final RowMaker rows = WebFamily.rowMaker();
  private final RowDataSerializer bronze = new RowDataSerializer(DdlRowType.of("bronze/events"));

  @Test
  void nearlyAllGeneratedEventsGoTheFastWay() {
    List<byte[]> records = generated(20_000, 0);
    List<byte[]> kept =
        records.stream()
            .filter(record -> strict.parse(record) == null && strict.event().unmapped() == null)
            .collect(Collectors.toList());

    long taken = kept.stream().filter(this::isTaken).count();

    assertThat(taken)
        .isGreaterThan(kept.size() * 99L / 100)
        .isGreaterThan(records.size() * 9L / 10);
  }

  @Test
  void givesWhatTheStrictWayGives() {
    long seed = Seed.of(getClass(), 20_261_201);
    Random random = new Random(seed);
    JsonTokens tokens = new JsonTokens(random);
    List<byte[]> corpus = generated(2_000, 0.02);
    int taken = 0;
    for (int i = 0; i < FUZZED; i++) {
      byte[] record = corpus.get(random.nextInt(corpus.size()));
      record =
          random.nextInt(4) == 0 ? FuzzedBytes.mutated(record, random) : tokens.mutated(record);
      taken += isTaken(record) ? 1 : 0;
    }

    System.out.println("PlainParserTest took " + taken + " of " + FUZZED + " records");
    assertThat(taken).isBetween(FUZZED / 5, FUZZED * 4 / 5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PLAIN,
        " \t\r\n" + PLAIN + "\n ",
        "{'ts':'2026-01-31t09:30:00.5+05:30','event_type':'page_view','user':{'consent':{'analytics':false}}}",
        "{'event_type':'affiliate_click','ts':'2026-01-31T09:30:00Z','privacy':{'analytics':true},'affiliate':{}}",
        "{'event_type':'page_view','ts':'2026-01-31T09:30:00Z','privacy':{'analytics':true},'source':'\u00fc \ud83d\ude00'}",
        "{'event_type':'page_view','ts':'2026-01-31T09:30:00Z','privacy':{'analytics':true},'chart':{'control_value':-1.50E+2}}",
        "{'event_type':'page_view','ts':'2026-01-31T09:30:00Z','privacy':{'analytics':true},'chart':{'control_value':false}}",
        "{'event_type':'page_view','ts':'2026-01-31T09:30:00Z','privacy':{'analytics':true},'ingest_ts':-0,'source':''}",
        "{'event_id':'7B0A3C52-9F67-4C8C-8D2B-3F6A1E5D9C01','event_type':'page_view','ts':'2026-01-31T09:30:00Z','privacy':{'analytics':true}}"
      })
  void takesPlainRecords(String record) {
    assertThat(isTaken(bytes(record))).isTrue();
  }

  @Test
  void doubtsWhateverIsNotPlain() {
    Stream.of(
            "",
            "{}",
            "[" + PLAIN + "]",
            "\uFEFF" + PLAIN,
            PLAIN + "x",
            PLAIN + "\u0000",
            PLAIN + PLAIN,
            PLAIN.substring(0, PLAIN.length() - 1),
            PLAIN.replace("{'event", "{'more':1,'event"),
            PLAIN.replace("{'event", "{'ts':null,'event"),
            PLAIN.replace(",'chart'", ",,'chart'"),
            PLAIN.replace(",'chart'", "'chart'"),
            PLAIN.replace("7}", "7,}"),
            PLAIN.replace("['a']", "['a',]"),
            PLAIN.replace("['a']", "[1]"),
            PLAIN.replace("'v'", "'\\u0076'"),
            PLAIN.replace("'v'", "'\t'"),
            PLAIN.replace("'v'", "01"),
            PLAIN.replace("'v'", "1."),
            PLAIN.replace("'v'", "1e"),
            PLAIN.replace("'v'", "-"),
            PLAIN.replace("'v'", "trux"),
            PLAIN.replace(":7", ":-7"),
            PLAIN.replace(":7", ":7.0"),
            PLAIN.replace(":7", ":1000000000001"),
            PLAIN.replace(":7", ":1234567890123456789"),
            PLAIN.replace(":7", ":'7'"),
            PLAIN.replace("page_view", "chart_inter"),
            PLAIN.replace("30:00Z", "30:00"),
            PLAIN.replace("{'event", "{'event_id':'undefined','event"),
            PLAIN.replace("{'event", "{'user':{'user_id_hash':'anna'},'event"),
            PLAIN.replace("{'event", "{'session':{'session_id':'203.0.113.7'},'event"),
            PLAIN.replace("{'event", "{'session':{'session_id':'\u05e9'},'event"),
            PLAIN.replace(
                "'analytics':true", "'source_ip_anonymized':'203.0.113.7','analytics':true"),
            PLAIN.replace("'page_view'", "'affiliate_click'").replace("affiliate'", "metadata'"))
        .forEach(record -> assertThat(isTaken(bytes(record))).as(record).isFalse());
  }

  /**
   * True when the fast way takes the record, which must then be what the strict one makes of it.
   */
  private boolean isTaken(byte[] record) {
    if (!fast.parsePlain(record)) {
      return false;
    }

    String hex = HexFormat.of().formatHex(record);
    assertThat(strict.parse(record)).as(hex).isNull();
    assertThat(fast.consents()).as(hex).isEqualTo(strict.consents());
    Map<String, Object> expected = values(record, strict);
    assertThat(values(record, fast)).as(hex).isEqualTo(expected);
    return true;
  }

  /** All that can be asked of an event, and its rows. */
  private Map<String, Object> values(byte[] payload, ContractParser parser) {
    EventValues event = parser.event();
    Map<String, Object> values = new LinkedHashMap<>();
    for (Property property : WebProperties.contract().properties()) {
      if (event.has(property)) {
        values.put(property + " number", event.number(property));
        values.put(property + " text", event.string(property));
        StringData[] list = event.list(property);
        values.put(property + " list", list == null ? null : List.of(list));
      }
    }

    values.put("type", event.eventType());
    values.put("id", event.id());
    values.put("unmapped", event.unmapped());
    new EventId(WebProperties.contract()).give(event);
    values.put("given", List.of(event.id(), event.idHigh(), event.idLow()));
    RawRecord record = new RawRecord(payload, "shard", "7", 0, 1_769_851_800_000L, true);
    EventTimes times = EventTimes.of(record, event);
    values.put("silver", rows.silver(event, times));
    values.put(
        "bronze",
        bronze.toBinaryRow(rows.bronze(event, record, EventPlace.of(record), times)).copy());
    return values;
  }

  private static List<byte[]> generated(int events, double malformed) {
    EventGenerator generator =
        new EventGenerator(
            GeneratorOptions.events(events).seed(7).share(Quirk.MALFORMED, malformed).build());
    List<byte[]> records = new ArrayList<>();
    while (generator.hasNext()) {
      records.add(generator.next().json());
    }

    return records;
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(UTF_8);
  }
}
