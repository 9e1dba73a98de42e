package io.eventlake.family.caliper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.table.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** What a decoder made of records, its rows as maps by the names of their columns. */
final class Decoded implements DecodeOutput {

  static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

  static final long ARRIVAL = Instant.parse("2026-09-14T09:00:00Z").toEpochMilli();

  final List<EventEnvelope> events = new ArrayList<>();

  /** Of events and describes, as the table has them. */
  final List<RowData> bronzeRows = new ArrayList<>();

  final List<Map<String, Object>> bronze = new ArrayList<>();
  final List<Map<String, Object>> silver = new ArrayList<>();
  final List<Map<String, Object>> letters = new ArrayList<>();
  final List<RowData> letterRows = new ArrayList<>();

  /** Of each item one word and a type or reason, in their order. */
  final List<String> outcomes = new ArrayList<>();

  static CaliperRules keeping() {
    return CaliperRules.of(1 << 20, "test", null);
  }

  static CaliperRules pseudonyms() {
    return CaliperRules.of(1 << 20, "test", () -> KEY.clone());
  }

  static Decoded of(CaliperRules rules, String... records) {
    return of(new CaliperDecoder(rules), records);
  }

  static Decoded of(EventDecoder decoder, String... records) {
    Decoded decoded = new Decoded();
    for (int i = 0; i < records.length; i++) {
      decoder.decode(record(records[i].getBytes(UTF_8), i + 1), decoded);
    }

    return decoded;
  }

  static RawRecord record(byte[] bytes, int number) {
    return new RawRecord(bytes, "shard-1", Integer.toString(number), 0, ARRIVAL, true);
  }

  @Override
  public void accepted(EventEnvelope event, String eventType, RowData row) {
    events.add(event);
    bronzeRows.add(row);
    bronze.add(map(TableName.BRONZE_EVENTS, row));
    silver.add(map(TableName.SILVER_EVENTS, event.silver));
    outcomes.add("event " + eventType);
  }

  @Override
  public void kept(String eventType, long arrivalMillis, RowData row) {
    bronzeRows.add(row);
    bronze.add(map(TableName.BRONZE_EVENTS, row));
    outcomes.add("entity " + eventType);
  }

  @Override
  public void withoutConsent(String eventType, long arrivalMillis) {
    outcomes.add("dropped " + eventType);
  }

  @Override
  public void rejected(RejectReason reason, long arrivalMillis, RowData row) {
    Map<String, Object> letter = map(TableName.DEAD_LETTERS, row);
    letterRows.add(row);
    letters.add(letter);
    outcomes.add(reason + " " + letter.get("pointer"));
  }

  /** All that is in the rows, to look for what may not be there. */
  String everything() {
    return "" + bronze + silver + letters;
  }

  /** Values as text, bytes as UTF-8. */
  static Map<String, Object> map(TableName table, RowData row) {
    RowType type = CaliperTables.rowType(table);
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < type.getFieldCount(); i++) {
      Object value = RowData.createFieldGetter(type.getTypeAt(i), i).getFieldOrNull(row);
      map.put(
          type.getFieldNames().get(i),
          value instanceof byte[] b ? new String(b, UTF_8) : text(value));
    }

    return map;
  }

  private static Object text(Object value) {
    if (value instanceof GenericArrayData array) {
      return Arrays.toString(array.toObjectArray());
    }

    return value instanceof Number || value instanceof Boolean || value == null
        ? value
        : value.toString();
  }
}
