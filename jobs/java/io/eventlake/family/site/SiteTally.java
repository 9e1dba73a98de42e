package io.eventlake.family.site;

import io.eventlake.event.EventEnvelope;
import io.eventlake.family.site.visit.VisitNotes;
import io.eventlake.operator.session.SessionTally;
import io.eventlake.table.rows.Columns;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;

/** What a session of a site adds up. The positions are part of the state's format. */
final class SiteTally implements SessionTally {

  static final int PAGE_VIEWS = 0;
  static final int VIDEO_EVENTS = 1;

  static final int PROJECT = 0;
  static final int ENVIRONMENT = 1;
  static final int FIRST_PAGE = 2;
  static final int LAST_PAGE = 3;
  static final int REFERRER = 4;
  static final int UTM_SOURCE = 5;
  static final int UTM_MEDIUM = 6;
  static final int UTM_CAMPAIGN = 7;
  static final int COUNTRY = 8;
  static final int DEVICE = 9;

  private static final long serialVersionUID = 1L;

  private static final int SUMS = 2;

  /** Of each text the column that it is read off. */
  private static final String[] TEXTS = {
    "project_id",
    "environment",
    "page_url",
    "page_url",
    "referrer",
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "country",
    "device_type"
  };

  private final int[] columns = new int[TEXTS.length];
  private final SiteNotes notes;

  /**
   * @param silver type of the events' rows
   */
  SiteTally(RowType silver) {
    for (int i = 0; i < columns.length; i++) {
      columns[i] = Columns.position(silver, TEXTS[i]);
    }

    notes = new SiteNotes(silver);
  }

  @Override
  public int sums() {
    return SUMS;
  }

  @Override
  public int flags() {
    return 0;
  }

  @Override
  public int texts() {
    return TEXTS.length;
  }

  @Override
  public boolean ofLast(int text) {
    return text == LAST_PAGE;
  }

  @Override
  public void add(EventEnvelope event, long[] sums) {
    sums[SiteEvents.PAGE_VIEW.equals(event.eventType) ? PAGE_VIEWS : VIDEO_EVENTS]++;
  }

  @Override
  public int flags(EventEnvelope event, int known) {
    return known;
  }

  @Override
  public StringData text(int text, EventEnvelope event) {
    boolean ofPages = text == FIRST_PAGE || text == LAST_PAGE;
    return ofPages && !SiteEvents.PAGE_VIEW.equals(event.eventType)
        ? null
        : Columns.textOrNull(event.silver, columns[text]);
  }

  @Override
  public byte[] note(EventEnvelope event) {
    return VisitNotes.note(notes.event(event));
  }
}
