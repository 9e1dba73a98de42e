package io.eventlake.family.web;

import io.eventlake.operator.session.SessionFacts;
import java.util.regex.Pattern;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/** Reads what a session needs off a row of {@code silver.events}. */
public final class WebSessionFacts implements SessionFacts {

  private static final long serialVersionUID = 1L;

  private static final StringData PAGE_VIEW = StringData.fromString(WebEvents.PAGE_VIEW);
  private static final StringData INTERACTION = StringData.fromString(WebEvents.CHART_INTERACTION);
  private static final StringData CLICK = StringData.fromString(WebEvents.AFFILIATE_CLICK);

  /** Precision of the timestamp columns, digits of a second. */
  private static final int MICROSECONDS = 6;

  private final Pattern comparisonPath;

  /**
   * @param comparisonPath found in the path of a comparison page's URL
   */
  public WebSessionFacts(Pattern comparisonPath) {
    this.comparisonPath = comparisonPath;
  }

  @Override
  public Kind kind(RowData silver) {
    StringData type = silver.getString(WebColumns.EVENT_TYPE);
    if (PAGE_VIEW.equals(type)) {
      return Kind.PAGE_VIEW;
    }
    if (INTERACTION.equals(type)) {
      return Kind.INTERACTION;
    }

    return CLICK.equals(type) ? Kind.CLICK : Kind.OTHER;
  }

  @Override
  public String eventId(RowData silver) {
    return text(silver, WebColumns.EVENT_ID);
  }

  @Override
  public String eventType(RowData silver) {
    switch (kind(silver)) {
      case PAGE_VIEW:
        return WebEvents.PAGE_VIEW;
      case INTERACTION:
        return WebEvents.CHART_INTERACTION;
      case CLICK:
        return WebEvents.AFFILIATE_CLICK;
      default:
        return text(silver, WebColumns.EVENT_TYPE);
    }
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
  public String sessionId(RowData silver) {
    return text(silver, WebColumns.SESSION_ID);
  }

  @Override
  public String userId(RowData silver) {
    return text(silver, WebColumns.USER_ID_HASH);
  }

  @Override
  public String pageUrl(RowData silver) {
    return text(silver, WebColumns.PAGE_URL);
  }

  @Override
  public boolean comparison(RowData silver) {
    return kind(silver) == Kind.PAGE_VIEW
        && !silver.isNullAt(WebColumns.PAGE_URL)
        && comparisonPath.matcher(UrlPath.of(pageUrl(silver))).find();
  }

  @Override
  public String variant(RowData silver) {
    return text(silver, WebColumns.AB_VARIANT);
  }

  @Override
  public String country(RowData silver) {
    return text(silver, WebColumns.GEO_COUNTRY);
  }

  @Override
  public String clickTarget(RowData silver) {
    return text(silver, WebColumns.AFFILIATE_TARGET);
  }

  @Override
  public long payoutCents(RowData silver) {
    return silver.isNullAt(WebColumns.PAYOUT_CENTS) ? 0 : silver.getLong(WebColumns.PAYOUT_CENTS);
  }

  private static String text(RowData silver, int column) {
    return silver.isNullAt(column) ? null : silver.getString(column).toString();
  }
}
