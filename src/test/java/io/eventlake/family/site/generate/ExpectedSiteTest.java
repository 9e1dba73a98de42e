package io.eventlake.family.site.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.family.Dice;
import io.eventlake.family.site.visit.EventKey;
import io.eventlake.family.site.visit.Media;
import io.eventlake.family.site.visit.Origin;
import io.eventlake.family.site.visit.PageEvent;
import io.eventlake.family.site.visit.PlayerEvent;
import io.eventlake.family.site.visit.Playhead;
import io.eventlake.family.site.visit.VideoAction;
import io.eventlake.family.site.visit.VideoView;
import io.eventlake.family.site.visit.Visit;
import io.eventlake.family.site.visit.VisitEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The oracle against the example worked out by hand, and against the jobs' own rules. */
class ExpectedSiteTest {

  private static final SiteTraffic QUIET = SiteTraffic.events(1);

  @Test
  void exampleOfTheDesign() {
    Visitor visitor = new Visitor(QUIET, new Dice(1));
    List<SiteEvent> events =
        List.of(
            player(visitor, "play", 0, 0, 1),
            player(visitor, "seek", 30, 100, 1),
            player(visitor, "pause", 50, 120, 1),
            player(visitor, "play", 60, 110, 2),
            player(visitor, "complete", 105, 200, 2));

    assertThat(new ExpectedVisit(events).videoRows())
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("played_seconds", 95.0)
                    .containsEntry("content_seconds", 140.0)
                    .containsEntry("unique_seconds", 130.0)
                    .containsEntry("completion", 0.65)
                    .containsEntry("completed", true)
                    .containsEntry("estimated", false)
                    .containsEntry("plays", 2)
                    .containsEntry("seeks", 1));
  }

  /** Two ways of reckoning, one in decimals and one in whole microseconds, over much traffic. */
  @Test
  void rulesOfTheJobsGiveTheSameFigures() {
    int views = 0;
    int estimated = 0;
    for (ExpectedVisit expected : visits(SiteTraffic.events(30_000))) {
      List<VisitEvent> events =
          expected.events.stream().map(ExpectedSiteTest::event).collect(Collectors.toList());
      long end = events.stream().mapToLong(event -> event.timeMillis).max().orElseThrow();
      Visit visit = Visit.of(events, end);
      assertThat(visit.videoViews()).hasSameSizeAs(expected.videoRows());
      for (int i = 0; i < expected.videoRows().size(); i++) {
        Map<String, Object> row = expected.videoRows().get(i);
        VideoView view = visit.videoViews().get(i);
        assertThat(row).containsAllEntriesOf(figures(view));
        views++;
        estimated += view.estimated ? 1 : 0;
      }

      assertThat(visit.pageViews())
          .extracting(page -> page.onPageMicros == null ? null : Media.seconds(page.onPageMicros))
          .containsExactlyElementsOf(
              expected.pageRows().stream()
                  .map(row -> (Double) row.get("seconds_on_page"))
                  .collect(Collectors.toList()));
    }

    assertThat(views).isGreaterThan(1_000);
    assertThat(estimated).isBetween(50, views / 2);
  }

  @Test
  void everyEventIsSomewhere() {
    SiteTraffic traffic = SiteTraffic.events(10_000);
    ExpectedSite site = site(SiteGeneratorTest.records(traffic));

    assertThat(site.rows("bronze.events").size() + site.rows("bronze.dead_letters").size())
        .isEqualTo(10_000);
    long inSessions =
        site.rows("silver.sessions").stream().mapToLong(row -> (long) row.get("events")).sum();
    assertThat(inSessions + (long) site.summary().get("without_session"))
        .isEqualTo(site.rows("silver.events").size());
    assertThat(site.rows("silver.events").size()).isLessThan(site.rows("bronze.events").size());
    long ofDays =
        site.rows("gold.agg_daily_metrics").stream()
            .mapToLong(row -> (long) row.get("page_views"))
            .sum();
    assertThat(ofDays).isEqualTo(site.rows("gold.fact_page_views").size());
    assertThat(site.summary().get("dead_letters_by_reason").toString())
        .contains("MALFORMED_JSON", "OUT_OF_RANGE", "MISSING_FIELD", "OVERSIZED");
  }

  @Test
  void repetitionAndBatchesChangeNothingButBronze() {
    List<SiteRecord> records = SiteGeneratorTest.records(SiteTraffic.events(2_000));
    List<SiteRecord> twice = new ArrayList<>(records);
    records.forEach(record -> twice.add(record.again(record.dueMillis() + 1)));

    for (String table : List.of("silver.sessions", "gold.agg_daily_metrics")) {
      assertThat(site(twice).rows(table)).isEqualTo(site(records).rows(table));
    }
    assertThat(site(twice).rows("bronze.events").size())
        .isEqualTo(2 * site(records).rows("bronze.events").size());
  }

  private static ExpectedSite site(List<SiteRecord> records) {
    ExpectedSite site = new ExpectedSite();
    for (int i = 0; i < records.size(); i++) {
      site.add(records.get(i), "f", Integer.toString(i + 1));
    }
    return site;
  }

  /** The visits of traffic, each event once. */
  private static List<ExpectedVisit> visits(SiteTraffic traffic) {
    Map<Visitor, Map<String, SiteEvent>> visits = new LinkedHashMap<>();
    for (SiteRecord record : SiteGeneratorTest.records(traffic)) {
      for (SiteEvent event : record.events) {
        visits.computeIfAbsent(event.visitor, key -> new HashMap<>()).put(event.id, event);
      }
    }
    return visits.values().stream()
        .map(events -> new ExpectedVisit(new ArrayList<>(events.values())))
        .collect(Collectors.toList());
  }

  private static Map<String, Object> figures(VideoView view) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("video_id", view.videoId);
    figures.put("plays", view.plays);
    figures.put("pauses", view.pauses);
    figures.put("seeks", view.seeks);
    figures.put("completes", view.completes);
    figures.put("errors", view.errors);
    figures.put("played_seconds", Media.seconds(view.playedMicros));
    figures.put("content_seconds", Media.seconds(view.contentMicros));
    figures.put("unique_seconds", Media.seconds(view.uniqueMicros));
    figures.put("furthest_position", Media.seconds(view.furthestMicros));
    figures.put("duration", Media.seconds(view.durationMicros));
    figures.put("completion", view.completion());
    figures.put("completed", view.completed());
    figures.put("estimated", view.estimated);
    return figures;
  }

  private static VisitEvent event(SiteEvent event) {
    UUID id = UUID.fromString(event.id);
    EventKey key =
        new EventKey(event.atMillis, id.getMostSignificantBits(), id.getLeastSignificantBits());
    Origin origin = new Origin(event.visitor.project, event.visitor.environment);
    if (event.isPage()) {
      boolean sent = event.properties.containsKey("time_on_page");
      return new PageEvent(
          key,
          origin,
          event.text("page_url"),
          sent ? Media.millionths(event.number("time_on_page")) : PageEvent.NOT_SENT);
    }

    return new PlayerEvent(
        key,
        origin,
        event.text("video_id"),
        VideoAction.valueOf(event.text("action").toUpperCase(Locale.ROOT)),
        new Playhead(
            Media.millionths(event.number("position")),
            Media.millionths(event.number("duration")),
            event.properties.containsKey("playback_rate")
                ? Media.millionths(event.number("playback_rate"))
                : 0));
  }

  private static SiteEvent player(
      Visitor visitor, String action, int atSeconds, int position, int rate) {
    return new SiteEvent(visitor, SiteEvent.VIDEO_EVENT, atSeconds * 1_000L, action + atSeconds)
        .with("video_id", "v")
        .with("action", action)
        .with("position", position)
        .with("duration", 200)
        .with("playback_rate", rate);
  }
}
