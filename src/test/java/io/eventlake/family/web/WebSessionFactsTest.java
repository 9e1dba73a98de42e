package io.eventlake.family.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.operator.session.SessionFacts.Kind;
import java.util.regex.Pattern;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSessionFactsTest {

  private final WebSessionFacts facts =
      new WebSessionFacts(Pattern.compile("(^|/)(compare|comparison)(/|$)"));

  @Test
  void readsTheFactsOfAnEvent() {
    RowData silver =
        WebEventText.full().with("/event_type", "affiliate_click").decode().event.silver;

    assertThat(facts.kind(silver)).isEqualTo(Kind.CLICK);
    assertThat(facts.eventId(silver)).isEqualTo("7b0a3c52-9f67-4c8c-8d2b-3f6a1e5d9c01");
    assertThat(facts.userId(silver))
        .hasToString("sha256:ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12");
    assertThat(facts.pageUrl(silver)).hasToString("https://shop.example/compare?x=1");
    assertThat(facts.variant(silver)).hasToString("A");
    assertThat(facts.country(silver)).hasToString("IL");
    assertThat(facts.clickTarget(silver)).hasToString("partner");
    assertThat(facts.payoutCents(silver)).isEqualTo(125);
    assertThat(facts.comparison(silver)).as("a click is no view of a page").isFalse();
  }

  @Test
  void readsWhatIsNotThereAsNone() {
    RowData silver = WebEventText.pageView().decode().event.silver;

    assertThat(facts.kind(silver)).isEqualTo(Kind.PAGE_VIEW);
    assertThat(facts.userId(silver)).isNull();
    assertThat(facts.pageUrl(silver)).isNull();
    assertThat(facts.variant(silver)).isNull();
    assertThat(facts.country(silver)).isNull();
    assertThat(facts.clickTarget(silver)).isNull();
    assertThat(facts.payoutCents(silver)).isZero();
    assertThat(facts.comparison(silver)).isFalse();
  }

  @Test
  void kindsAreThoseOfTheEventTypes() {
    assertThat(facts.kind(WebEventText.interaction().decode().event.silver))
        .isEqualTo(Kind.INTERACTION);
    assertThat(facts.kind(WebEventText.click().decode().event.silver)).isEqualTo(Kind.CLICK);
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
    WebSessionFacts looping = new WebSessionFacts(Pattern.compile("^(/|a|b)*compare$"));
    String url = "/" + "ab".repeat(200_000) + "/compare";
    RowData silver = WebEventText.pageView().with("/ctx/page_url", url).decode().event.silver;

    assertThat(looping.comparison(silver)).isFalse();
    assertThat(UrlPath.of(url)).hasSize(512);
  }

  private boolean comparison(String url) {
    return facts.comparison(
        WebEventText.pageView().with("/ctx/page_url", url).decode().event.silver);
  }
}
