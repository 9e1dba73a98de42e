package io.eventlake.operator.session;

import java.util.function.BiFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/**
 * A text that a session takes from the first or the last event that has one. The order is that of
 * the serialized form.
 */
enum SessionText {
  FIRST_PAGE(false, SessionFacts::pageUrl),
  LAST_PAGE(true, SessionFacts::pageUrl),
  VARIANT(false, SessionFacts::variant),
  COUNTRY(false, SessionFacts::country),
  USER(false, SessionFacts::userId),
  CLICK_TARGET(true, SessionFacts::clickTarget);

  /** Whether the last event's text counts, not the first one's. */
  final boolean last;

  private final BiFunction<SessionFacts, RowData, StringData> fact;

  SessionText(boolean last, BiFunction<SessionFacts, RowData, StringData> fact) {
    this.last = last;
    this.fact = fact;
  }

  /** The event's text, or null. */
  StringData of(RowData silver, SessionFacts facts) {
    return fact.apply(facts, silver);
  }
}
