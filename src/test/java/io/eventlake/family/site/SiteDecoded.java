package io.eventlake.family.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventlake.config.DecodeOptions;
import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.family.contract.IdRules;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.table.TableName;
import io.eventlake.testing.RowJson;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** What the decoder made of one record of a site: its events, and its dead letters. */
final class SiteDecoded implements DecodeOutput {

  static final RowType BRONZE = SiteTables.set().rowType(TableName.BRONZE_EVENTS);
  static final RowType SILVER = SiteTables.set().rowType(TableName.SILVER_EVENTS);
  static final RowType LETTER = SiteTables.set().rowType(TableName.DEAD_LETTERS);

  /** 2026-04-01T10:02:00Z. */
  static final long ARRIVAL = 1_775_037_720_000L;

  final List<EventEnvelope> events = new ArrayList<>();
  final List<RowData> bronze = new ArrayList<>();
  final List<RejectReason> reasons = new ArrayList<>();
  private final List<RowData> letters = new ArrayList<>();

  private SiteDecoded() {}

  static SiteFamily family() {
    return new SiteFamily(
        1 << 20,
        "test",
        new IdRules(
            DecodeOptions.absentIds(DecodeOptions.ABSENT_IDS.defaultValue()), SiteJudge.USERS));
  }

  /**
   * @param json with single quotes for double ones
   */
  static SiteDecoded of(String json) {
    return of(json.replace('\'', '"').getBytes(UTF_8));
  }

  static SiteDecoded of(byte[] record) {
    return of(family().decoder(), record);
  }

  static SiteDecoded of(EventDecoder decoder, byte[] record) {
    return of(decoder, new RawRecord(record, "shardId-000000000000", "49600", 0, ARRIVAL, true));
  }

  static SiteDecoded of(RawRecord record) {
    return of(family().decoder(), record);
  }

  private static SiteDecoded of(EventDecoder decoder, RawRecord record) {
    SiteDecoded decoded = new SiteDecoded();
    decoder.decode(record, decoded);
    if (decoded.events.isEmpty() && decoded.letters.isEmpty()) {
      throw new AssertionError("The decoder said nothing");
    }

    return decoded;
  }

  @Override
  public void accepted(EventEnvelope event, String eventType, RowData row) {
    events.add(event);
    bronze.add(row);
  }

  @Override
  public void withoutConsent(String eventType, long arrivalMillis) {
    throw new AssertionError("A site asks for no consent");
  }

  @Override
  public void rejected(RejectReason reason, long arrivalMillis, RowData deadLetter) {
    reasons.add(reason);
    letters.add(deadLetter);
  }

  ObjectNode bronze(int index) {
    return RowJson.of(bronze.get(index), BRONZE);
  }

  ObjectNode silver(int index) {
    return RowJson.of(events.get(index).silver, SILVER);
  }

  ObjectNode letter(int index) {
    return RowJson.of(letters.get(index), LETTER);
  }

  /** Reason, pointer and message of each dead letter. */
  List<String> told() {
    List<String> told = new ArrayList<>();
    for (int i = 0; i < letters.size(); i++) {
      ObjectNode letter = letter(i);
      told.add(
          letter.get("reason").textValue()
              + " "
              + letter.get("pointer").textValue()
              + " "
              + letter.get("message").textValue());
    }

    return told;
  }

  /** All of it, to be compared. */
  @Override
  public String toString() {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < events.size(); i++) {
      all.append(events.get(i).key).append(bronze(i)).append(silver(i));
    }

    for (int i = 0; i < letters.size(); i++) {
      all.append(letter(i));
    }

    return all.toString();
  }
}
