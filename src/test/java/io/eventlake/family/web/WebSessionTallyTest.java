package io.eventlake.family.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.OldSession;
import io.eventlake.event.Session;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSessionTallyTest {

  private final WebSessionTally tally =
      new WebSessionTally(Pattern.compile("(^|/)(compare|comparison)(/|$)"));
  private final long[] sums = new long[tally.sums()];

  @Test
  void addsUpTheFactsOfAnEvent() {
    EventEnvelope click = WebEventText.full().with("/event_type", "affiliate_click").decode().event;

    tally.add(click, sums);

    assertThat(sums).containsExactly(0, 0, 1, 125);
    assertThat(texts(click))
        .containsExactly(
            "https://shop.example/compare?x=1",
            "https://shop.example/compare?x=1",
            "A",
            "IL",
            "partner");
    assertThat(tally.flags(click, 0)).as("a click is no view of a page").isZero();
  }

  @Test
  void addsNothingUpOfWhatIsNotThere() {
    EventEnvelope view = WebEventText.pageView().decode().event;

    tally.add(view, sums);

    assertThat(sums).containsExactly(1, 0, 0, 0);
    assertThat(texts(view)).containsOnlyNulls();
    assertThat(tally.flags(view, 0)).isZero();
  }

  @Test
  void countsEachTypeApart() {
    tally.add(WebEventText.interaction().decode().event, sums);
    tally.add(WebEventText.click().decode().event, sums);
    tally.add(WebEventText.click().decode().event, sums);

    assertThat(sums).startsWith(0, 1, 2);
  }

  @Test
  void aFlagStays() {
    EventEnvelope view = WebEventText.pageView().decode().event;

    assertThat(tally.flags(view, WebSessionTally.COMPARISON)).isEqualTo(WebSessionTally.COMPARISON);
  }

  /** State has them so: sessions of release 0.1.0 are read into these positions. */
  @Test
  void positionsAreThoseOfSessionsThatWereUnderWayInOlderState() {
    Session old = new Session();
    old.rowKind = RowKind.INSERT;
    old.pageViews = 1;
    old.interactions = 2;
    old.clicks = 3;
    old.payoutCents = 4;
    old.sawComparison = true;
    old.firstPageUrl = "first";
    old.lastPageUrl = "last";
    old.variant = "variant";
    old.country = "country";
    old.clickTarget = "target";

    OldSession.upgrade(old);

    assertThat(old.sum(WebSessionTally.PAGE_VIEWS)).isEqualTo(1);
    assertThat(old.sum(WebSessionTally.INTERACTIONS)).isEqualTo(2);
    assertThat(old.sum(WebSessionTally.CLICKS)).isEqualTo(3);
    assertThat(old.sum(WebSessionTally.PAYOUT_CENTS)).isEqualTo(4);
    assertThat(old.flag(WebSessionTally.COMPARISON)).isTrue();
    assertThat(old.text(WebSessionTally.FIRST_PAGE)).isEqualTo("first");
    assertThat(old.text(WebSessionTally.LAST_PAGE)).isEqualTo("last");
    assertThat(old.text(WebSessionTally.VARIANT)).isEqualTo("variant");
    assertThat(old.text(WebSessionTally.COUNTRY)).isEqualTo("country");
    assertThat(old.text(WebSessionTally.CLICK_TARGET)).isEqualTo("target");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example/compare",
        "https://shop.example/compare/",
        "/compare?x=/",
        "https://shop.example/en/comparison/charts#top",
        "//shop.example/compare",
        "shop.example/compare",
        "http://u:p@[::1]:80/compare",
        "https://shop.example//compare",
        "/en/compare/%zz",
        "https://shop.example/a b/compare"
      })
  void findsComparisonPages(String url) {
    assertThat(comparison(url)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example/",
        "https://compare/",
        "https://compare",
        "compare",
        "//compare",
        "https://shop.example/?next=/compare",
        "https://shop.example/#/compare",
        "https://shop.example/compared",
        "https://shop.example/price-compare",
        "?/compare",
        "#/compare",
        "://compare",
        "https://",
        ":",
        "%",
        "\u0000",
        "https://shop.example/Compare"
      })
  void takesNoOtherPageForOne(String url) {
    assertThat(comparison(url)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/b/c?d=/e#/f, /b/c",
    "https://a.example, ''",
    "https://a.example?x=/y, ''",
    "/redirect/https://b.example/c, /redirect/https://b.example/c",
    "a.example/b, /b",
    "https://a.example/b?u=https://c.example/d, /b",
    "'', ''"
  })
  void pathIsWhatStandsBetweenAuthorityAndQuery(String url, String path) {
    assertThat(UrlPath.of(url)).isEqualTo(path);
  }

  /** A pattern with alternatives in a loop needs stack for each character. */
  @Test
  void aLongPathIsLookedAtInPart() {
    WebSessionTally looping = new WebSessionTally(Pattern.compile("^(/|a|b)*compare$"));
    String url = "/" + "ab".repeat(200_000) + "/compare";
    EventEnvelope view = WebEventText.pageView().with("/ctx/page_url", url).decode().event;

    assertThat(looping.flags(view, 0)).isZero();
    assertThat(UrlPath.of(url)).hasSize(512);
  }

  private boolean comparison(String url) {
    EventEnvelope view = WebEventText.pageView().with("/ctx/page_url", url).decode().event;
    return tally.flags(view, 0) == WebSessionTally.COMPARISON;
  }

  private List<String> texts(EventEnvelope event) {
    return IntStream.range(0, tally.texts())
        .mapToObj(text -> tally.text(text, event))
        .map(text -> text == null ? null : text.toString())
        .toList();
  }
}
