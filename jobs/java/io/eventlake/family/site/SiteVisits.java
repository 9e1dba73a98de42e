package io.eventlake.family.site;

import io.eventlake.event.EventNote;
import io.eventlake.event.Session;
import io.eventlake.family.site.visit.EventKey;
import io.eventlake.family.site.visit.PlayerEvent;
import io.eventlake.family.site.visit.Visit;
import io.eventlake.family.site.visit.VisitEvent;
import io.eventlake.family.site.visit.VisitNotes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A session's visit, of the notes that it keeps. */
final class SiteVisits {

  private SiteVisits() {}

  static Visit of(Session session) {
    return Visit.of(events(session), session.endMillis);
  }

  /** How many videos there are in a visit. */
  static long videos(Session session) {
    Set<String> videos = new HashSet<>();
    for (VisitEvent event : events(session)) {
      if (event instanceof PlayerEvent) {
        videos.add(((PlayerEvent) event).videoId);
      }
    }

    return videos.size();
  }

  private static List<VisitEvent> events(Session session) {
    List<VisitEvent> events = new ArrayList<>();
    for (EventNote note : session.notesOrNone()) {
      EventKey key = new EventKey(note.timeMillis, note.idHigh, note.idLow);
      events.add(VisitNotes.event(key, note.note));
    }

    return events;
  }
}
