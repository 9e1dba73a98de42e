package io.eventlake.family.web.generate;

import io.eventlake.family.Dice;
import java.util.ArrayList;
import java.util.List;

/**
 * Plans what a visitor does: pages, charts, clicks, pauses. Variant B of the experiment leads more
 * visitors to a comparison, its chart and a click, so that a funnel has something to show.
 */
final class VisitPlanner {

  private static final long GAP_MILLIS = 30 * 60_000;
  private static final double PAUSE_CHANCE = 0.012;
  private static final double BRIDGED_PAUSE_CHANCE = 0.3;
  private static final int CRAWLED_PAGES = 10_200;

  private final GeneratorOptions options;
  private final Dice dice;
  private final QuirkPlanner quirks;

  VisitPlanner(GeneratorOptions options, Dice dice) {
    this.options = options;
    this.dice = dice;
    this.quirks = new QuirkPlanner(options, dice);
  }

  /** The events of a visit in the order in which they happen. */
  List<Hit> plan(long startMillis) {
    Stay stay = new Stay(new Visit(startMillis, dice, options));
    stay.view(landing());
    while (dice.chance(0.72)) {
      stay.pause();
      stay.view(next(stay.visit));
      if (stay.page.comparison) {
        compare(stay);
      } else if (dice.chance(0.02)) {
        stay.act(WebEventType.AFFILIATE_CLICK);
      }
    }
    return stay.hits;
  }

  /** A visit with more events than a session may have. */
  List<Hit> planCrawler(long startMillis) {
    Stay stay = new Stay(Visit.ofCrawler(startMillis, dice, options));
    for (int i = 0; i < CRAWLED_PAGES; i++) {
      stay.nowMillis += dice.between(100, 900);
      stay.view(Page.product(dice));
    }
    return stay.hits;
  }

  private Page landing() {
    int where = dice.below(100);
    return where < 30
        ? Page.home()
        : where < 70 ? Page.product(dice) : where < 92 ? Page.article(dice) : Page.comparison(dice);
  }

  private Page next(Visit visit) {
    if (dice.chance("B".equals(visit.variant) ? 0.26 : 0.17)) {
      return Page.comparison(dice);
    }
    return dice.chance(0.75) ? Page.product(dice) : Page.article(dice);
  }

  private void compare(Stay stay) {
    boolean persuaded = "B".equals(stay.visit.variant);
    if (dice.chance(persuaded ? 0.70 : 0.55)) {
      do {
        stay.act(WebEventType.CHART_INTERACTION);
      } while (dice.chance(0.68));
    }
    if (dice.chance(persuaded ? 0.26 : 0.16)) {
      stay.act(WebEventType.AFFILIATE_CLICK);
    }
  }

  /** A visit as it unfolds. */
  private final class Stay {

    private final Visit visit;
    private final List<Hit> hits = new ArrayList<>();
    private Page page;
    private String referrer;
    private long nowMillis;

    Stay(Visit visit) {
      this.visit = visit;
      this.referrer = visit.referrer;
      this.nowMillis = visit.startMillis;
    }

    void view(Page next) {
      if (page != null) {
        referrer = Page.ORIGIN + page.path;
      }
      page = next;
      hits.add(hit(WebEventType.PAGE_VIEW));
    }

    void act(WebEventType type) {
      Hit before = hits.get(hits.size() - 1);
      // A click handler that sends two events at once gives them the same ts: ids break the tie.
      boolean same = before.id != null && !before.skewed() && dice.chance(0.05);
      nowMillis += same ? 0 : dice.between(400, 1_000) + (long) dice.exponential(6_000);
      Hit hit = hit(type);
      if (hit.id == null && same) {
        hit.id = quirks.newId();
      }
      hits.add(hit);
    }

    /** Time on a page; now and then the visitor leaves and returns when the session is over. */
    void pause() {
      if (!dice.chance(visit.keyedByUser() ? 5 * PAUSE_CHANCE : PAUSE_CHANCE)) {
        nowMillis += 1_500 + (long) dice.exponential(35_000);
        return;
      }

      long before = nowMillis;
      nowMillis += dice.chance(0.2) ? GAP_MILLIS : dice.between(GAP_MILLIS + 1_000, 58 * 60_000);
      if (options.share(Quirk.LATE) > 0 && dice.chance(BRIDGED_PAUSE_CHANCE)) {
        hits.add(bridge(before + (nowMillis - before) / 2));
      }
    }

    private Hit bridge(long atMillis) {
      Hit hit = new Hit(visit, WebEventType.PAGE_VIEW, page, referrer, atMillis, dice.bits());
      hit.id = quirks.newId();
      hit.held = true;
      return hit;
    }

    private Hit hit(WebEventType type) {
      Hit hit = new Hit(visit, type, page, referrer, nowMillis, dice.bits());
      quirks.apply(hit);
      return hit;
    }
  }
}
