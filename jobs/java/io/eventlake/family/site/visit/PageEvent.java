package io.eventlake.family.site.visit;

/** A page was viewed. */
public final class PageEvent extends VisitEvent {

  /** In place of a time that was not sent. */
  public static final long NOT_SENT = -1;

  /** The page; null when none was sent. */
  public final String url;

  /** Time on the page as the browser told it, microseconds, or {@link #NOT_SENT}. */
  public final long sentMicros;

  public PageEvent(EventKey key, Origin origin, String url, long sentMicros) {
    super(key, origin);
    this.url = url;
    this.sentMicros = sentMicros;
  }

  @Override
  int rank() {
    return 0;
  }
}
