package io.eventlake.family.site;

import io.eventlake.event.Session;
import io.eventlake.table.rows.Columns;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Rows of {@code silver.sessions}, in the order of its columns. */
final class SiteSessionRows {

  private SiteSessionRows() {}

  /** Of a retraction only the key columns are told. */
  static RowData row(Session session) {
    long videoEvents = session.sum(SiteTally.VIDEO_EVENTS);
    return GenericRowData.of(
        Columns.text(session.sessionId),
        Columns.text(session.userId),
        Columns.text(session.text(SiteTally.PROJECT)),
        Columns.text(session.text(SiteTally.ENVIRONMENT)),
        Columns.timestamp(session.startMillis),
        Columns.timestamp(session.endMillis),
        session.sum(SiteTally.PAGE_VIEWS),
        videoEvents,
        videoEvents == 0 ? 0L : SiteVisits.videos(session),
        Columns.text(session.text(SiteTally.FIRST_PAGE)),
        Columns.text(session.text(SiteTally.LAST_PAGE)),
        Columns.text(session.text(SiteTally.REFERRER)),
        Columns.text(session.text(SiteTally.UTM_SOURCE)),
        Columns.text(session.text(SiteTally.UTM_MEDIUM)),
        Columns.text(session.text(SiteTally.UTM_CAMPAIGN)),
        Columns.text(session.text(SiteTally.COUNTRY)),
        Columns.text(session.text(SiteTally.DEVICE)),
        Columns.day(session.startMillis),
        session.events,
        session.truncated,
        session.revision,
        session.idDerived);
  }
}
