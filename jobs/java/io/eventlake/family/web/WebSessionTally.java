package io.eventlake.family.web;

import io.eventlake.event.EventEnvelope;
import io.eventlake.operator.session.SessionTally;
import io.eventlake.operator.session.Sums;
import io.eventlake.table.rows.Columns;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/** What a session of web events adds up. The positions are part of the state's format. */
final class WebSessionTally implements SessionTally {

  static final int PAGE_VIEWS = 0;
  static final int INTERACTIONS = 1;
  static final int CLICKS = 2;
  static final int PAYOUT_CENTS = 3;

  /** A flag: a comparison page was viewed. */
  static final int COMPARISON = 1;

  static final int FIRST_PAGE = 0;
  static final int LAST_PAGE = 1;
  static final int VARIANT = 2;
  static final int COUNTRY = 3;
  static final int CLICK_TARGET = 4;

  private static final long serialVersionUID = 1L;

  private static final int SUMS = 4;
  private static final int FLAGS = 1;

  /** Of each text the column that it is read off. */
  private static final int[] TEXTS = {
    WebColumns.PAGE_URL,
    WebColumns.PAGE_URL,
    WebColumns.AB_VARIANT,
    WebColumns.GEO_COUNTRY,
    WebColumns.AFFILIATE_TARGET
  };

  private final Pattern comparisonPath;

  private transient Matcher matcher;

  /**
   * @param comparisonPath found in the path of a comparison page's URL
   */
  WebSessionTally(Pattern comparisonPath) {
    this.comparisonPath = comparisonPath;
  }

  @Override
  public int sums() {
    return SUMS;
  }

  @Override
  public int flags() {
    return FLAGS;
  }

  @Override
  public int texts() {
    return TEXTS.length;
  }

  @Override
  public boolean ofLast(int text) {
    return text == LAST_PAGE || text == CLICK_TARGET;
  }

  @Override
  public void add(EventEnvelope event, long[] sums) {
    switch (event.eventType) {
      case WebEvents.PAGE_VIEW:
        sums[PAGE_VIEWS]++;
        break;
      case WebEvents.CHART_INTERACTION:
        sums[INTERACTIONS]++;
        break;
      case WebEvents.AFFILIATE_CLICK:
        sums[CLICKS]++;
        break;
      default:
        break;
    }

    RowData silver = event.silver;
    if (!silver.isNullAt(WebColumns.PAYOUT_CENTS)) {
      sums[PAYOUT_CENTS] = Sums.plus(sums[PAYOUT_CENTS], silver.getLong(WebColumns.PAYOUT_CENTS));
    }
  }

  @Override
  public int flags(EventEnvelope event, int known) {
    return known == COMPARISON || !isComparison(event) ? known : COMPARISON;
  }

  @Override
  public StringData text(int text, EventEnvelope event) {
    return Columns.textOrNull(event.silver, TEXTS[text]);
  }

  private boolean isComparison(EventEnvelope event) {
    RowData silver = event.silver;
    if (!WebEvents.PAGE_VIEW.equals(event.eventType) || silver.isNullAt(WebColumns.PAGE_URL)) {
      return false;
    }

    if (matcher == null) {
      matcher = comparisonPath.matcher("");
    }

    String url = silver.getString(WebColumns.PAGE_URL).toString();
    return matcher.reset(UrlPath.of(url)).find();
  }
}
