package io.eventlake.family.site.visit;

/** A page view in its session. Immutable. */
public final class PageView {

  public final PageEvent event;

  /** 1 for the first page of the session. */
  public final int number;

  /** True for the last page of the session. */
  public final boolean exit;

  /** Time on the page, microseconds; null when it was neither sent nor followed by a page. */
  public final Long onPageMicros;

  /**
   * @param next the page after it, or null
   */
  PageView(PageEvent event, int number, PageEvent next) {
    this.event = event;
    this.number = number;
    this.exit = next == null;
    this.onPageMicros = onPageMicros(event, next);
  }

  /** True for the first page of the session. */
  public boolean entry() {
    return number == 1;
  }

  /** True when the browser told the time on the page. */
  public boolean timeWasSent() {
    return event.sentMicros != PageEvent.NOT_SENT;
  }

  private static Long onPageMicros(PageEvent event, PageEvent next) {
    if (event.sentMicros != PageEvent.NOT_SENT) {
      return event.sentMicros;
    }

    return next == null
        ? null
        : (Long) ((next.timeMillis - event.timeMillis) * Media.MICROS_PER_MILLI);
  }
}
