package io.eventlake.connector.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.event.SegmentChange;
import io.eventlake.operator.segment.ChangeOutput;
import io.eventlake.testing.Seed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Change records as DynamoDB writes them, and such as it never would. */
class SegmentChangeDecoderTest {

  private static final long ARRIVAL = 1_772_359_200_123L;
  private static final int MAX_BYTES = 100_000;

  private static final String KEYS =
      "{\"user_id_hash\":{\"S\":\"u1\"},\"segment_valid_from\":{\"S\":\"vip#2026-01-01T00:00:00Z\"}}";
  private static final String IMAGE =
      "{\"user_id_hash\":{\"S\":\"u1\"},\"segment_valid_from\":{\"S\":\"vip#2026-01-01T00:00:00Z\"},"
          + "\"segment_key\":{\"S\":\"vip\"},\"valid_from\":{\"S\":\"1970-01-01T00:00:01Z\"},"
          + "\"valid_to\":{\"N\":\"1767225600000\"},\"score\":{\"M\":{\"a\":{\"L\":[{\"BOOL\":true}]}}}}";

  private final SegmentChangeDecoder decoder =
      new SegmentChangeDecoder("arn:aws:dynamodb:us-east-1:1:table/segments", MAX_BYTES, null);

  @ParameterizedTest
  @CsvSource({
    "'', 1772359200456, 1772359200456000",
    "MILLISECOND, 1772359200456, 1772359200456000",
    "MICROSECOND, 1772359200456789, 1772359200456789"
  })
  void readsAnInsertInItsPrecision(String precision, String time, long micros) {
    String member =
        precision.isEmpty()
            ? ""
            : ",\"ApproximateCreationDateTimePrecision\":\"" + precision + "\"";

    SegmentChange change =
        change(
            "{\"awsRegion\":\"us-east-1\",\"eventID\":\"e\",\"eventName\":\"INSERT\","
                + "\"userIdentity\":null,\"recordFormat\":\"application/json\","
                + "\"tableName\":\"segments\",\"dynamodb\":{\"ApproximateCreationDateTime\":"
                + time
                + ",\"Keys\":"
                + KEYS
                + ",\"NewImage\":"
                + IMAGE
                + ",\"SizeBytes\":99"
                + member
                + "},\"eventSource\":\"aws:dynamodb\"}");

    assertThat(change.userIdHash).isEqualTo("u1");
    assertThat(change.itemKey).isEqualTo("vip#2026-01-01T00:00:00Z");
    assertThat(change.changedMicros).isEqualTo(micros);
    assertThat(change.removed).isFalse();
    assertThat(change.segmentKey).isEqualTo("vip");
    assertThat(change.validFromMillis).isEqualTo(1_000);
    assertThat(change.validToMillis).isEqualTo(1_767_225_600_000L);
  }

  @Test
  void aRemovalNeedsNoImage() {
    SegmentChange without = change(record("REMOVE", "5", KEYS, null, null));
    SegmentChange with = change(record("REMOVE", "5", KEYS, null, IMAGE));
    SegmentChange malformed =
        change(record("REMOVE", "5", KEYS, null, IMAGE.replace("valid_from\":{\"S", "x\":{\"S")));

    assertThat(without.removed).isTrue();
    assertThat(without.segmentKey).isNull();
    assertThat(with.removed).isTrue();
    assertThat(with.segmentKey).isEqualTo("vip");
    assertThat(malformed.removed).isTrue();
    assertThat(malformed.segmentKey).isNull();
  }

  @ParameterizedTest
  @CsvSource({"'{\"N\":\"1772359200456789\"}'", "1772359200456789", "'\"1772359200456789\"'"})
  void readsTheChangesOfAnIncrementalExport(String written) {
    String begin = "{\"Metadata\":{\"WriteTimestampMicros\":" + written + "},\"Keys\":" + KEYS;
    SegmentChange change = change(begin + ",\"NewImage\":" + IMAGE + "}");
    SegmentChange replaced =
        change(
            begin
                + ",\"OldImage\":"
                + IMAGE.replace("vip\"}", "old\"}")
                + ",\"NewImage\":"
                + IMAGE
                + "}");
    SegmentChange removed = change(begin + ",\"OldImage\":" + IMAGE + "}");
    SegmentChange gone = change(begin + "}");

    assertThat(change).usingRecursiveComparison().isEqualTo(replaced);
    assertThat(change.changedMicros).isEqualTo(1_772_359_200_456_789L);
    assertThat(change.itemKey).isEqualTo("vip#2026-01-01T00:00:00Z");
    assertThat(change.segmentKey).isEqualTo("vip");
    assertThat(change.removed).isFalse();
    assertThat(removed.removed).isTrue();
    assertThat(removed.segmentKey).isEqualTo("vip");
    assertThat(gone.removed).isTrue();
    assertThat(gone.segmentKey).isNull();
  }

  @Test
  void readsTheItemsOfAnExportAndPlainOnes() {
    String plain =
        "{\"user_id_hash\":\"u1\",\"segment_key\":\"vip\",\"valid_from\":1767225600000,\"valid_to\":null}";
    Instant exported = Instant.ofEpochMilli(77);

    SegmentChange item = change("{\"Item\":" + IMAGE + "}");
    SegmentChange line = change(plain);
    SegmentChange dated =
        change(new SegmentChangeDecoder(null, MAX_BYTES, exported), "{\"Item\":" + IMAGE + "}");

    assertThat(item.itemKey).isEqualTo("vip#2026-01-01T00:00:00Z");
    assertThat(item.changedMicros).isEqualTo(ARRIVAL * 1_000);
    assertThat(dated.changedMicros).isEqualTo(77_000);
    assertThat(line.itemKey).isEqualTo("vip#1767225600000");
    assertThat(line.validFromMillis).isEqualTo(1_767_225_600_000L);
    assertThat(line.validToMillis).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void theSortKeyMayHaveTheNameOfItsContent() {
    SegmentChange change =
        change(
            "{\"Item\":"
                + IMAGE.replace("segment_valid_from", "segment#valid_from").replace("vip#", "key#")
                + "}");

    assertThat(change.itemKey).isEqualTo("key#2026-01-01T00:00:00Z");
  }

  @Test
  void changesOfOtherTablesAreLeftOut() {
    String other = record("INSERT", "5", KEYS, IMAGE, null).replace("\"segments\"", "\"orders\"");

    assertThat(decode(decoder, other)).containsExactly("another table");
    assertThat(decode(new SegmentChangeDecoder(null, MAX_BYTES, null), other))
        .containsExactly("change");
  }

  @Test
  @Timeout(20)
  void whatBreaksTheContractHasAReason() {
    String insert = record("INSERT", "5", KEYS, IMAGE, null);
    assertReason(RejectReason.MALFORMED_JSON, "");
    assertReason(RejectReason.MALFORMED_JSON, "[]");
    assertReason(RejectReason.MALFORMED_JSON, insert + "x");
    assertReason(RejectReason.MALFORMED_JSON, insert.substring(0, insert.length() / 2));
    assertReason(RejectReason.INVALID_ENCODING, insert.replace("u1", "\\ud800"));
    assertReason(RejectReason.OVERSIZED, insert + " ".repeat(MAX_BYTES));
    assertReason(RejectReason.TOO_DEEP, "{\"x\":" + "[".repeat(40_000));
    assertReason(RejectReason.TOO_DEEP, insert.replace("[{", "[".repeat(100) + "{"));
    assertReason(RejectReason.MISSING_FIELD, "{}");
    assertReason(RejectReason.MISSING_FIELD, insert.replace("Keys", "Kays"));
    assertReason(RejectReason.MISSING_FIELD, insert.replace("NewImage", "Image"));
    assertReason(RejectReason.MISSING_FIELD, insert.replace("eventName", "event"));
    assertReason(RejectReason.MISSING_FIELD, insert.replace("DateTime\"", "Time\""));
    assertReason(RejectReason.MISSING_FIELD, record("INSERT", "5", "{}", IMAGE, null));
    assertReason(
        RejectReason.MISSING_FIELD,
        record("INSERT", "5", "{\"user_id_hash\":{\"S\":\"u\"}}", IMAGE, null));
    assertReason(RejectReason.MISSING_FIELD, insert.replace("segment_key", "segment"));
    assertReason(RejectReason.BAD_ENUM, insert.replace("INSERT", "UPSERT"));
    assertReason(RejectReason.BAD_ENUM, insert.replace("application/json", "avro"));
    assertReason(RejectReason.WRONG_TYPE, record("INSERT", "\"5\"", KEYS, IMAGE, null));
    assertReason(RejectReason.WRONG_TYPE, record("INSERT", "5", "[]", IMAGE, null));
    assertReason(RejectReason.WRONG_TYPE, insert.replace("{\"S\":\"vip\"}", "{\"SS\":[\"vip\"]}"));
    assertReason(RejectReason.WRONG_TYPE, insert.replace("{\"S\":\"vip\"}", "\"vip\""));
    assertReason(RejectReason.BAD_TIMESTAMP, insert.replace("1970-01-01T00:00:01Z", "yesterday"));
    assertReason(RejectReason.BAD_TIMESTAMP, insert.replace("1767225600000", "9".repeat(90_000)));
    assertReason(
        RejectReason.BAD_TIMESTAMP, insert.replace("1767225600000", "1." + "0".repeat(90_000)));
    for (String time : List.of("-1", "5.5", "1e3", "253402300800000", "9".repeat(90_000))) {
      assertReason(RejectReason.OUT_OF_RANGE, record("INSERT", time, KEYS, IMAGE, null));
    }

    assertReason(
        RejectReason.OUT_OF_RANGE, insert.replace("\"vip\"", "\"" + "v".repeat(201) + "\""));
    assertReason(
        RejectReason.OUT_OF_RANGE, insert.replace("\"vip\"", "\"" + "é".repeat(34) + "\""));
  }

  @Test
  void noBytesMakeItFail() {
    Random random = new Random(Seed.of(SegmentChangeDecoderTest.class, 20_261_123));
    byte[] record = record("MODIFY", "1772359200456", KEYS, IMAGE, IMAGE).getBytes(UTF_8);
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = record.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(changed.length);
        changed[at] =
            random.nextBoolean()
                ? (byte) random.nextInt()
                : changed[random.nextInt(changed.length)];
      }

      assertThat(decode(decoder, changed)).hasSize(1);
    }
  }

  @Test
  void whatASourceCouldNotReadIsNoChange() {
    RawRecord damage = raw(new byte[0]);
    damage.faultReason = RejectReason.DAMAGED_FILE;
    List<String> outcomes = new ArrayList<>();

    decoder.decode(damage, output(new ArrayList<>(), outcomes));

    assertThat(outcomes).containsExactly("DAMAGED_FILE");
  }

  private void assertReason(RejectReason reason, String record) {
    assertThat(decode(decoder, record))
        .as(record.substring(0, Math.min(record.length(), 300)))
        .containsExactly(reason.name());
  }

  private SegmentChange change(String record) {
    return change(decoder, record);
  }

  private static SegmentChange change(SegmentChangeDecoder decoder, String record) {
    List<SegmentChange> changes = new ArrayList<>();
    List<String> outcomes = new ArrayList<>();
    decoder.decode(raw(record.getBytes(UTF_8)), output(changes, outcomes));
    assertThat(outcomes).containsExactly("change");
    return changes.get(0);
  }

  private static List<String> decode(SegmentChangeDecoder decoder, String record) {
    return decode(decoder, record.getBytes(UTF_8));
  }

  private static List<String> decode(SegmentChangeDecoder decoder, byte[] record) {
    List<String> outcomes = new ArrayList<>();
    decoder.decode(raw(record), output(new ArrayList<>(), outcomes));
    return outcomes;
  }

  private static ChangeOutput output(List<SegmentChange> changes, List<String> outcomes) {
    return new ChangeOutput() {
      @Override
      public void changed(SegmentChange change) {
        changes.add(change);
        outcomes.add("change");
      }

      @Override
      public void ofAnotherTable() {
        outcomes.add("another table");
      }

      @Override
      public void rejected(RejectReason reason) {
        outcomes.add(reason.name());
      }
    };
  }

  private static RawRecord raw(byte[] payload) {
    return new RawRecord(payload, "shard", "1", 0, ARRIVAL, true);
  }

  private static String record(
      String event, String time, String keys, String newImage, String oldImage) {
    return "{\"eventName\":\""
        + event
        + "\",\"recordFormat\":\"application/json\",\"tableName\":\"segments\",\"dynamodb\":{"
        + "\"ApproximateCreationDateTime\":"
        + time
        + ",\"Keys\":"
        + keys
        + (newImage == null ? "" : ",\"NewImage\":" + newImage)
        + (oldImage == null ? "" : ",\"OldImage\":" + oldImage)
        + "}}";
  }
}
