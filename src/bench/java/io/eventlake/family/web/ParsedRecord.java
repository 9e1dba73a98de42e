package io.eventlake.family.web;

import io.eventlake.event.RawRecord;
import java.util.Arrays;

/** A record and the event in it, which can be put into another {@link WebEvent} over and over. */
final class ParsedRecord {

  final RawRecord record;
  final EventTimes times;

  private final WebEvent parsed;
  private final WebProperty[] present;

  private ParsedRecord(RawRecord record, WebEvent parsed) {
    this.record = record;
    this.parsed = parsed;
    this.times = EventTimes.of(record, parsed);
    this.present =
        Arrays.stream(WebProperty.values()).filter(parsed::has).toArray(WebProperty[]::new);
  }

  /** Parses a record that keeps the contract, and sees to its id as the decoder does. */
  static ParsedRecord of(RawRecord record) {
    WebParser parser = new WebParser();
    Rejection rejection = parser.parse(record.payload);
    if (rejection != null) {
      throw new IllegalArgumentException(rejection.message);
    }

    WebEvent event = parser.event();
    if (!event.has(WebProperty.EVENT_ID)) {
      event.set(WebProperty.EVENT_ID, new EventId().derive(event));
    }

    return new ParsedRecord(record, event);
  }

  /** The event as parsed; keeps the texts that a row had it encode. */
  WebEvent event() {
    return parsed;
  }

  /** Sets all values anew, as parsing does: none of the texts is encoded yet. */
  WebEvent into(WebEvent event) {
    event.clear();
    for (WebProperty property : present) {
      if (parsed.text(property) != null) {
        event.set(property, parsed.text(property));
      } else if (parsed.list(property) != null) {
        event.set(property, parsed.list(property));
      } else {
        event.set(property, parsed.number(property));
      }
    }

    event.setUnmapped(parsed.unmapped());
    return event;
  }
}
