package io.eventlake.family.web;

import io.eventlake.config.DecodeOptions;
import io.eventlake.event.RawRecord;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.flink.table.data.StringData;

/** A record with the event in it, as it is when its rows are made. */
final class ParsedRecord {

  /** As the options have it that nobody sets. */
  static final WebIds IDS =
      new WebIds(
          DecodeOptions.absentIds(DecodeOptions.ABSENT_IDS.defaultValue()),
          Pattern.compile(DecodeOptions.USER_IDS.defaultValue()));

  final RawRecord record;
  final WebEvent event;
  final EventTimes times;

  private ParsedRecord(RawRecord record, WebEvent event) {
    this.record = record;
    this.event = event;
    this.times = EventTimes.of(record, event);
  }

  /** Parses a record that keeps the contract, and sees to its id as the decoder does. */
  static ParsedRecord of(RawRecord record) {
    WebParser parser = new WebParser(IDS);
    Rejection rejection = parser.parse(record.payload);
    if (rejection != null) {
      throw new IllegalArgumentException(rejection.message);
    }

    WebEvent event = parser.event();
    if (!event.has(WebProperty.EVENT_ID)) {
      UUID id = new EventId().derive(event);
      event.setId(
          StringData.fromString(id.toString()),
          id.getMostSignificantBits(),
          id.getLeastSignificantBits());
    }

    return new ParsedRecord(record, event);
  }
}
