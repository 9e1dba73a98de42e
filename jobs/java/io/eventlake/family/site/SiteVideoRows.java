package io.eventlake.family.site;

import io.eventlake.event.Session;
import io.eventlake.event.SessionWithSegments;
import io.eventlake.family.site.visit.Media;
import io.eventlake.family.site.visit.VideoView;
import io.eventlake.table.rows.Columns;
import java.util.function.Consumer;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/**
 * Rows of {@code gold.fact_video_engagement}, in the order of its columns: one for each video that
 * a session has events of.
 */
final class SiteVideoRows {

  private SiteVideoRows() {}

  static void rows(SessionWithSegments joined, Consumer<RowData> rows) {
    for (VideoView view : SiteVisits.of(joined.session).videoViews()) {
      rows.accept(row(joined.session, view));
    }
  }

  private static RowData row(Session session, VideoView view) {
    return GenericRowData.of(
        Columns.text(session.sessionId),
        Columns.text(view.videoId),
        Columns.text(session.userId),
        Columns.text(view.origin.project),
        Columns.text(view.origin.environment),
        Columns.timestamp(view.firstMillis),
        Columns.timestamp(view.lastMillis),
        view.plays,
        view.pauses,
        view.seeks,
        view.completes,
        view.errors,
        Media.seconds(view.playedMicros),
        Media.seconds(view.contentMicros),
        Media.seconds(view.uniqueMicros),
        Media.seconds(view.furthestMicros),
        view.durationMicros == 0 ? null : (Double) Media.seconds(view.durationMicros),
        view.completion(),
        view.completed(),
        view.estimated,
        Columns.text(session.text(SiteTally.COUNTRY)),
        Columns.text(session.text(SiteTally.DEVICE)),
        session.revision,
        Columns.day(view.firstMillis),
        Columns.day(session.startMillis));
  }
}
