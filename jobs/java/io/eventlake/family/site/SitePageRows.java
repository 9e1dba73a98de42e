package io.eventlake.family.site;

import io.eventlake.event.Session;
import io.eventlake.event.SessionWithSegments;
import io.eventlake.family.site.visit.Media;
import io.eventlake.family.site.visit.PageEvent;
import io.eventlake.family.site.visit.PageView;
import io.eventlake.table.rows.Columns;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Rows of {@code gold.fact_page_views}, in the order of its columns: one for each page view. */
final class SitePageRows {

  private SitePageRows() {}

  static void rows(SessionWithSegments joined, Consumer<RowData> rows) {
    for (PageView page : SiteVisits.of(joined.session).pageViews()) {
      rows.accept(row(joined.session, page));
    }
  }

  private static RowData row(Session session, PageView page) {
    PageEvent event = page.event;
    Double seconds = page.onPageMicros == null ? null : (Double) Media.seconds(page.onPageMicros);
    return GenericRowData.of(
        Columns.text(new UUID(event.idHigh, event.idLow).toString()),
        Columns.text(session.sessionId),
        Columns.text(session.userId),
        Columns.text(event.origin.project),
        Columns.text(event.origin.environment),
        Columns.timestamp(event.timeMillis),
        Columns.text(event.url),
        page.number,
        seconds,
        seconds == null ? null : (Boolean) page.timeWasSent(),
        page.entry(),
        page.exit,
        Columns.text(session.text(SiteTally.REFERRER)),
        Columns.text(session.text(SiteTally.UTM_SOURCE)),
        Columns.text(session.text(SiteTally.COUNTRY)),
        Columns.text(session.text(SiteTally.DEVICE)),
        Columns.day(event.timeMillis),
        Columns.day(session.startMillis));
  }
}
