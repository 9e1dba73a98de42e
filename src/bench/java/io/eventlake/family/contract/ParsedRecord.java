package io.eventlake.family.contract;

import io.eventlake.config.DecodeOptions;
import io.eventlake.event.RawRecord;
import io.eventlake.family.web.WebProperties;
import java.util.regex.Pattern;

/** A record with the event in it, as it is when its rows are made. */
final class ParsedRecord {

  /** As the options have it that nobody sets. */
  static final IdRules IDS =
      new IdRules(
          DecodeOptions.absentIds(DecodeOptions.ABSENT_IDS.defaultValue()),
          Pattern.compile(DecodeOptions.USER_IDS.defaultValue()));

  static final DecodeRules RULES =
      new DecodeRules(DecodeOptions.MAX_RECORD_BYTES.defaultValue(), "bench", IDS, Batches.none());

  static final Contract CONTRACT = WebProperties.contract();

  final RawRecord record;
  final EventValues event;
  final EventTimes times;

  private ParsedRecord(RawRecord record, EventValues event) {
    this.record = record;
    this.event = event;
    this.times = EventTimes.of(record, event);
  }

  /** Parses a record that keeps the contract, and sees to its id as the decoder does. */
  static ParsedRecord of(RawRecord record) {
    ContractParser parser = new ContractParser(CONTRACT, IDS);
    Rejection rejection = parser.parse(record.payload);
    if (rejection != null) {
      throw new IllegalArgumentException(rejection.message);
    }

    EventValues event = parser.event();
    new EventId(CONTRACT).give(event);
    return new ParsedRecord(record, event);
  }
}
