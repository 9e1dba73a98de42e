package io.eventlake.family.site.generate;

import io.eventlake.family.Dice;
import java.util.ArrayList;
import java.util.List;

/** Plans what a visitor does: pages, and a video on some of them. */
final class VisitPlanner {

  private static final String[] PAGES = {"/", "/watch/iceberg", "/watch/flink", "/read/parquet"};
  private static final long GAP_MILLIS = 30 * 60_000;

  private final SiteTraffic traffic;
  private final Dice dice;
  private final PlayerPlanner players;

  VisitPlanner(SiteTraffic traffic, Dice dice) {
    this.traffic = traffic;
    this.dice = dice;
    this.players = new PlayerPlanner(traffic, dice);
  }

  /** The events of a visit in the order in which they happen. */
  List<SiteEvent> plan(long startMillis) {
    Visitor visitor = new Visitor(traffic, dice);
    List<SiteEvent> events = new ArrayList<>();
    long now = startMillis;
    String referrer = dice.chance(0.5) ? "https://search.example/" : null;
    do {
      String path = dice.pick(PAGES);
      String url = "https://" + visitor.project + ".example" + path;
      SiteEvent page = page(visitor, now, url, referrer);
      events.add(page);
      long left = stay(visitor, path, now, events);
      if (dice.chance(0.2)) {
        page.with("time_on_page", (left - now) / 1e3);
      }
      now = left;
      referrer = url;
    } while (dice.chance(0.65));

    for (SiteEvent event : events) {
      event.unknownProperty = dice.chance(traffic.share(SiteQuirk.UNKNOWN_PROPERTY));
      if (dice.chance(traffic.share(SiteQuirk.MALFORMED))) {
        event.flaw = SiteFlaw.of(event, dice);
      }
    }
    return events;
  }

  private SiteEvent page(Visitor visitor, long atMillis, String url, String referrer) {
    return new SiteEvent(visitor, SiteEvent.PAGE_VIEW, atMillis, dice.uuid().toString())
        .with("page_url", url)
        .with("page_title", "About " + url.substring(url.lastIndexOf('/') + 1))
        .with("referrer", referrer)
        .with("utm_source", visitor.campaign)
        .with("country", visitor.country)
        .with("browser", dice.chance(0.5) ? "Firefox" : null)
        .with("device_type", visitor.device);
  }

  /** When the visitor goes on to the next page; now and then only after the session is over. */
  private long stay(Visitor visitor, String path, long fromMillis, List<SiteEvent> events) {
    long now = fromMillis + 800 + dice.waiting(25_000);
    if (path.startsWith("/watch") && dice.chance(0.8)) {
      now = players.watch(visitor, now, events) + dice.between(200, 4_000);
    }
    return dice.chance(0.01) ? now + dice.between(GAP_MILLIS + 1_000, 2 * GAP_MILLIS) : now;
  }
}
