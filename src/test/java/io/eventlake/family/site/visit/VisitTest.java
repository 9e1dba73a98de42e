package io.eventlake.family.site.visit;

import static io.eventlake.family.site.visit.VideoAction.PAUSE;
import static io.eventlake.family.site.visit.VideoAction.PLAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Pages and videos of one session. */
class VisitTest {

  @Test
  void timeOnAPageIsAsSentElseToTheNextPageElseNotKnown() {
    List<PageView> pages =
        new VisitEvents()
            .page(0, "/a")
            .page(12.345, "/b", 7.5)
            .player(PLAY, 20, 0, 1)
            .page(60, "/c")
            .player(PAUSE, 90, 70, 1)
            .visit()
            .pageViews();

    assertThat(pages)
        .extracting(page -> page.event.url, page -> page.onPageMicros, PageView::timeWasSent)
        .containsExactly(
            tuple("/a", 12_345_000L, false),
            tuple("/b", 7_500_000L, true),
            tuple("/c", null, false));
    assertThat(pages).extracting(page -> page.number).containsExactly(1, 2, 3);
    assertThat(pages).extracting(PageView::entry).containsExactly(true, false, false);
    assertThat(pages).extracting(page -> page.exit).containsExactly(false, false, true);
  }

  @Test
  void eachVideoIsAViewInTheOrderOfTheirBeginnings() {
    Visit visit =
        new VisitEvents()
            .player("b", PLAY, 0, 0, 1)
            .player("a", PLAY, 10, 100, 1)
            .player("b", PAUSE, 20, 20, 1)
            .player("a", PAUSE, 30, 120, 1)
            .visit();

    assertThat(visit.videoViews()).extracting(view -> view.videoId).containsExactly("b", "a");
    assertThat(visit.videoViews()).extracting(view -> view.contentMicros).containsOnly(20_000_000L);
    assertThat(visit.pageViews()).isEmpty();
  }

  @Test
  void sessionOfNothingHasNoViews() {
    assertThat(Visit.of(List.of(), 0).pageViews()).isEmpty();
    assertThat(Visit.of(List.of(), 0).videoViews()).isEmpty();
  }

  /** Halves of ids are unsigned, as sessions order them. */
  @Test
  void atOneMillisecondPagesAreInTheOrderOfTheirIds() {
    PageEvent small = page(1, "/small");
    PageEvent large = page(-1, "/large");

    assertThat(Visit.of(List.of(large, small), 0).pageViews())
        .extracting(view -> view.event.url)
        .containsExactly("/small", "/large");
  }

  @Test
  void timeOnAPageIsNeverNothing() {
    List<PageView> pages =
        new VisitEvents()
            .page(0, "/a")
            .page(0, "/b")
            .page(4, "/c")
            .page(4, "/d", 0.0)
            .page(4, "/e")
            .visit()
            .pageViews();

    assertThat(pages)
        .extracting(page -> page.onPageMicros)
        .containsExactly(4_000_000L, 4_000_000L, null, 0L, null);
    assertThat(pages)
        .extracting(page -> page.exit)
        .containsExactly(false, false, false, false, true);
  }

  private static PageEvent page(long idHigh, String url) {
    return new PageEvent(new EventKey(0, idHigh, 0), VisitEvents.ORIGIN, url, PageEvent.NOT_SENT);
  }
}
