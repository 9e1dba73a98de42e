package io.eventlake.operator.session;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.KeyKind;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/** Builds events with a silver row of a few columns, and reads the facts off it. */
final class TestEvents {

  static final long START = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
  static final long MINUTE = Duration.ofMinutes(1).toMillis();
  static final long HOUR = Duration.ofHours(1).toMillis();

  /** Position in the row. */
  static final int IN_SESSION = 10;

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
      event.silver =
          GenericRowData.of(
              text(new UUID(event.idHigh, event.idLow).toString()),
              text(type),
              event.eventTimeMillis,
              text(sessionId),
              text(user),
              text(page),
              comparison,
              text(variant),
              text(target),
              payout,
              false);
      return event;
    }

    private static StringData text(String value) {
      return value == null ? null : StringData.fromString(value);
    }
  }

  /** The facts of rows that the builder makes. */
  static final class Facts implements SessionFacts {

    private static final long serialVersionUID = 1L;

    @Override
    public Kind kind(RowData silver) {
      return switch (eventType(silver)) {
        case "page_view" -> Kind.PAGE_VIEW;
        case "chart_interaction" -> Kind.INTERACTION;
        case "affiliate_click" -> Kind.CLICK;
        default -> Kind.OTHER;
      };
    }

    @Override
    public String eventId(RowData silver) {
      return text(silver, 0).toString();
    }

    @Override
    public String eventType(RowData silver) {
      return text(silver, 1).toString();
    }

    @Override
    public long timestampMicros(RowData silver) {
      return silver.getLong(2) * 1_000;
    }

    @Override
    public long eventTimeMillis(RowData silver) {
      return silver.getLong(2);
    }

    @Override
    public void setInSession(RowData silver) {
      ((GenericRowData) silver).setField(IN_SESSION, true);
    }

    @Override
    public Boolean inSession(RowData silver) {
      return silver.getBoolean(IN_SESSION);
    }

    @Override
    public String sessionId(RowData silver) {
      return silver.isNullAt(3) ? null : text(silver, 3).toString();
    }

    @Override
    public StringData userId(RowData silver) {
      return text(silver, 4);
    }

    @Override
    public StringData pageUrl(RowData silver) {
      return text(silver, 5);
    }

    @Override
    public boolean comparison(RowData silver) {
      return silver.getBoolean(6);
    }

    @Override
    public StringData variant(RowData silver) {
      return text(silver, 7);
    }

    @Override
    public StringData country(RowData silver) {
      return StringData.fromString("IL");
    }

    @Override
    public StringData clickTarget(RowData silver) {
      return text(silver, 8);
    }

    @Override
    public long payoutCents(RowData silver) {
      return silver.isNullAt(9) ? 0 : silver.getLong(9);
    }

    private static StringData text(RowData row, int column) {
      return row.isNullAt(column) ? null : row.getString(column);
    }
  }
}
