package io.eventlake.operator.session;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.KeyKind;
import io.eventlake.table.rows.SilverColumns;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/** Builds events with a silver row of a few columns, and adds it up. */
final class TestEvents {

  static final long START = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
  static final long MINUTE = Duration.ofMinutes(1).toMillis();
  static final long HOUR = Duration.ofHours(1).toMillis();

  /** Position in the row. */
  static final int IN_SESSION = 8;

  /** Positions in the tally. */
  static final int PAYOUT = 3;

  static final int FIRST_PAGE = 0;
  static final int LAST_PAGE = 1;
  static final int VARIANT = 2;
  static final int COUNTRY = 3;
  static final int TARGET = 4;

  /** Of rows that the builder makes. */
  static final SessionFacts FACTS = new SessionFacts(new SilverColumns(type()), new Tally());

  /** The same, and of each event that has a page the page as its note. */
  static final SessionFacts NOTING =
      new SessionFacts(
          new SilverColumns(type()),
          new Tally() {
            private static final long serialVersionUID = 1L;

            @Override
            public byte[] note(EventEnvelope event) {
              return event.silver.isNullAt(9) ? null : event.silver.getString(9).toBytes();
            }
          });

  private TestEvents() {}

  static Builder session(String id) {
    return new Builder(KeyKind.SESSION, "s:" + id);
  }

  static Builder user(String id) {
    return new Builder(KeyKind.USER, "u:" + id);
  }

  static Builder neither(long number) {
    return new Builder(KeyKind.NONE, "e:" + new UUID(0, number)).id(number);
  }

  static final class Builder {
    private final EventEnvelope event = new EventEnvelope();
    private String type = "page_view";
    private String page = "https://shop.example/";
    private String target;
    private Long payout;
    private String variant = "A";
    private boolean comparison;

    private Builder(KeyKind kind, String key) {
      event.keyKind = kind;
      event.key = key;
      event.shardId = "shard";
    }

    Builder id(long number) {
      event.idLow = number;
      return this;
    }

    /** Minutes after the start. */
    Builder at(double minutes) {
      event.eventTimeMillis = START + (long) (minutes * MINUTE);
      event.arrivalMillis = event.eventTimeMillis;
      return this;
    }

    Builder page(String url) {
      page = url;
      return this;
    }

    Builder variant(String name) {
      variant = name;
      return this;
    }

    Builder comparison() {
      comparison = true;
      return this;
    }

    Builder interaction() {
      type = "chart_interaction";
      return this;
    }

    Builder click(String clickTarget, long payoutCents) {
      type = "affiliate_click";
      target = clickTarget;
      payout = payoutCents;
      return this;
    }

    EventEnvelope build() {
      String sessionId = event.keyKind == KeyKind.SESSION ? event.key.substring(2) : null;
      String user = event.keyKind == KeyKind.USER ? event.key.substring(2) : null;
      event.eventType = type;
      TimestampData time = TimestampData.fromEpochMillis(event.eventTimeMillis);
      event.silver =
          GenericRowData.of(
              text(new UUID(event.idHigh, event.idLow).toString()),
              text(type),
              time,
              text(sessionId),
              text(user),
              (int) Math.floorDiv(event.eventTimeMillis, 24 * HOUR),
              time,
              false,
              false,
              text(page),
              comparison,
              text(variant),
              text(target),
              payout);
      return event;
    }

    private static StringData text(String value) {
      return value == null ? null : StringData.fromString(value);
    }
  }

  /** The tally of rows that the builder makes: the sums and texts of release 0.1.0. */
  private static class Tally implements SessionTally {

    private static final long serialVersionUID = 1L;

    private static final List<String> TYPES =
        List.of("page_view", "chart_interaction", "affiliate_click");

    @Override
    public int sums() {
      return 4;
    }

    @Override
    public int flags() {
      return 1;
    }

    @Override
    public int texts() {
      return 5;
    }

    @Override
    public boolean ofLast(int text) {
      return text == LAST_PAGE || text == TARGET;
    }

    @Override
    public void add(EventEnvelope event, long[] sums) {
      sums[TYPES.indexOf(event.eventType)]++;
      sums[PAYOUT] += event.silver.isNullAt(13) ? 0 : event.silver.getLong(13);
    }

    @Override
    public int flags(EventEnvelope event, int known) {
      return event.silver.getBoolean(10) ? 1 : known;
    }

    @Override
    public StringData text(int text, EventEnvelope event) {
      if (text == COUNTRY) {
        return StringData.fromString("IL");
      }

      int column = text == VARIANT ? 11 : text == TARGET ? 12 : 9;
      return event.silver.isNullAt(column) ? null : event.silver.getString(column);
    }
  }

  private static RowType type() {
    String[] names = {
      "event_id",
      "event_type",
      "ts",
      "session_id",
      "user_id_hash",
      "event_dt",
      "arrival_ts",
      "clock_skewed",
      "in_session"
    };
    LogicalType[] types = new LogicalType[names.length];
    Arrays.fill(types, VarCharType.STRING_TYPE);
    return RowType.of(types, names);
  }
}
