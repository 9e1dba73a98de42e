package io.eventlake.family.site.visit;

/** A page view in its session. Immutable. */
public final class PageView {

  public final PageEvent event;

  /** 1 for the first page of the session. */
  public final int number;

  /** True for the last page of the session. */
  public final boolean exit;

  /** Time on the page, microseconds; null when it was neither sent nor followed by a later page. */
  public final Long onPageMicros;

  /**
   * @param later the next page at a later time, or null: nobody was on a page for no time
   */
  PageView(PageEvent event, int number, boolean exit, PageEvent later) {
    this.event = event;
    this.number = number;
    this.exit = exit;
    this.onPageMicros = onPageMicros(event, later);
  }

  /** True for the first page of the session. */
  public boolean entry() {
    return number == 1;
  }

  /** True when the browser told the time on the page. */
  public boolean timeWasSent() {
    return event.sentMicros != PageEvent.NOT_SENT;
  }

  private static Long onPageMicros(PageEvent event, PageEvent later) {
    if (event.sentMicros != PageEvent.NOT_SENT) {
      return event.sentMicros;
    }

    return later == null
        ? null
        : (Long) ((later.timeMillis - event.timeMillis) * Media.MICROS_PER_MILLI);
  }
}
