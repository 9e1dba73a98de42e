package io.eventlake.family.site;

import io.eventlake.event.EventEnvelope;
import io.eventlake.family.site.visit.EventKey;
import io.eventlake.family.site.visit.Media;
import io.eventlake.family.site.visit.Origin;
import io.eventlake.family.site.visit.PageEvent;
import io.eventlake.family.site.visit.PlayerEvent;
import io.eventlake.family.site.visit.Playhead;
import io.eventlake.family.site.visit.VideoAction;
import io.eventlake.family.site.visit.VisitEvent;
import io.eventlake.table.rows.Columns;
import java.io.Serializable;
import java.util.Locale;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Reads what a visit keeps of an event off its row of {@code silver.events}. */
final class SiteNotes implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int project;
  private final int environment;
  private final int pageUrl;
  private final int timeOnPage;
  private final int videoId;
  private final int action;
  private final int position;
  private final int duration;
  private final int playbackRate;

  /**
   * @param silver type of the events' rows
   */
  SiteNotes(RowType silver) {
    project = Columns.position(silver, "project_id");
    environment = Columns.position(silver, "environment");
    pageUrl = Columns.position(silver, "page_url");
    timeOnPage = Columns.position(silver, "time_on_page");
    videoId = Columns.position(silver, "video_id");
    action = Columns.position(silver, "action");
    position = Columns.position(silver, "position");
    duration = Columns.position(silver, "duration");
    playbackRate = Columns.position(silver, "playback_rate");
  }

  VisitEvent event(EventEnvelope event) {
    RowData row = event.silver;
    EventKey key = new EventKey(event.eventTimeMillis, event.idHigh, event.idLow);
    Origin origin = new Origin(Columns.string(row, project), Columns.string(row, environment));
    if (SiteEvents.PAGE_VIEW.equals(event.eventType)) {
      long sent = row.isNullAt(timeOnPage) ? PageEvent.NOT_SENT : millionths(row, timeOnPage);
      return new PageEvent(key, origin, Columns.string(row, pageUrl), sent);
    }

    return new PlayerEvent(
        key,
        origin,
        Columns.string(row, videoId),
        VideoAction.valueOf(Columns.string(row, action).toUpperCase(Locale.ROOT)),
        new Playhead(millionths(row, position), length(row), millionths(row, playbackRate)));
  }

  /** 0 where none was told. */
  private long length(RowData row) {
    return row.isNullAt(duration) ? 0 : Media.length(row.getDouble(duration));
  }

  /** 0 where there is none. */
  private static long millionths(RowData row, int column) {
    return row.isNullAt(column) ? 0 : Media.millionths(row.getDouble(column));
  }
}
