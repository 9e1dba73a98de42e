package io.eventlake.family.web;

import io.eventlake.operator.session.SessionFacts;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.TypedSetters;

/** Reads what a session needs off a row of {@code silver.events}. Not thread-safe. */
public final class WebSessionFacts implements SessionFacts {

  private static final long serialVersionUID = 1L;

  private static final StringData[] TYPES =
      Arrays.stream(WebEvents.TYPES).map(StringData::fromString).toArray(StringData[]::new);

  /** Precision of the timestamp columns, digits of a second. */
  private static final int MICROSECONDS = 6;

  private final Pattern comparisonPath;

  private transient Matcher matcher;

  /**
   * @param comparisonPath found in the path of a comparison page's URL
   */
  public WebSessionFacts(Pattern comparisonPath) {
    this.comparisonPath = comparisonPath;
  }

  @Override
  public Kind kind(RowData silver) {
    switch (eventType(silver)) {
      case WebEvents.PAGE_VIEW:
        return Kind.PAGE_VIEW;
      case WebEvents.CHART_INTERACTION:
        return Kind.INTERACTION;
      case WebEvents.AFFILIATE_CLICK:
        return Kind.CLICK;
      default:
        return Kind.OTHER;
    }
  }

  @Override
  public String eventId(RowData silver) {
    return silver.getString(WebColumns.EVENT_ID).toString();
  }

  /** The contract's own word where it is one of those, so that no event makes another. */
  @Override
  public String eventType(RowData silver) {
    StringData type = silver.getString(WebColumns.EVENT_TYPE);
    for (int i = 0; i < TYPES.length; i++) {
      if (TYPES[i].equals(type)) {
        return WebEvents.TYPES[i];
      }
    }

    return type.toString();
  }

  @Override
  public long timestampMicros(RowData silver) {
    TimestampData ts = silver.getTimestamp(WebColumns.TS, MICROSECONDS);
    return ts.getMillisecond() * 1_000 + ts.getNanoOfMillisecond() / 1_000;
  }

  @Override
  public long eventTimeMillis(RowData silver) {
    boolean skewed = silver.getBoolean(WebColumns.CLOCK_SKEWED);
    int column = skewed ? WebColumns.ARRIVAL_TS : WebColumns.TS;
    return silver.getTimestamp(column, MICROSECONDS).getMillisecond();
  }

  @Override
  public void setInSession(RowData silver) {
    ((TypedSetters) silver).setBoolean(WebColumns.IN_SESSION, true);
  }

  @Override
  public Boolean inSession(RowData silver) {
    return silver.isNullAt(WebColumns.IN_SESSION)
        ? null
        : Boolean.valueOf(silver.getBoolean(WebColumns.IN_SESSION));
  }

  @Override
  public String sessionId(RowData silver) {
    StringData session = text(silver, WebColumns.SESSION_ID);
    return session == null ? null : session.toString();
  }

  @Override
  public StringData userId(RowData silver) {
    return text(silver, WebColumns.USER_ID_HASH);
  }

  @Override
  public StringData pageUrl(RowData silver) {
    return text(silver, WebColumns.PAGE_URL);
  }

  @Override
  public boolean comparison(RowData silver) {
    if (kind(silver) != Kind.PAGE_VIEW || silver.isNullAt(WebColumns.PAGE_URL)) {
      return false;
    }

    if (matcher == null) {
      matcher = comparisonPath.matcher("");
    }

    return matcher.reset(UrlPath.of(pageUrl(silver).toString())).find();
  }

  @Override
  public StringData variant(RowData silver) {
    return text(silver, WebColumns.AB_VARIANT);
  }

  @Override
  public StringData country(RowData silver) {
    return text(silver, WebColumns.GEO_COUNTRY);
  }

  @Override
  public StringData clickTarget(RowData silver) {
    return text(silver, WebColumns.AFFILIATE_TARGET);
  }

  @Override
  public long payoutCents(RowData silver) {
    return silver.isNullAt(WebColumns.PAYOUT_CENTS) ? 0 : silver.getLong(WebColumns.PAYOUT_CENTS);
  }

  private static StringData text(RowData silver, int column) {
    return silver.isNullAt(column) ? null : silver.getString(column);
  }
}
