package io.eventlake.family.xp;

import static io.eventlake.family.xp.ResultState.ACTIVE;
import static io.eventlake.family.xp.ResultState.TOBEDELETED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rules R1 to R12, each by an example. */
class XpRulesTest {

  /** The table of examples of the page. */
  @Test
  void theOwnersScenarioGives9AndNever15() {
    assertThat(new Claims().event("e", "exercise", 3, 0).total()).isEqualTo("3");
    assertThat(banks(new Claims().event("e", "exercise", 3, 0)).total()).isEqualTo("9");
    assertThat(own(banks(new Claims().event("e", "exercise", 9, 0)), 3).earnings())
        .containsExactly("article 1", "exercise#1 3 bundled", "video 5");
    assertThat(banks(new Claims().event("e", "exercise", 9, 0)).earnings())
        .containsExactly("article 1", "exercise 3 suspected", "video 5");
    assertThat(own(banks(new Claims().event("e", "exercise", 10, 0)), 10).earnings())
        .containsExactly("article 1", "exercise#1 10", "video 5");
    assertThat(own(banks(new Claims()), 3).total()).isEqualTo("9");
  }

  @Test
  void whatIsSentAgainIsOne() {
    Claims claims = new Claims();
    claims.event("e", "exercise", 3, 0).event("e", "exercise", 3, 0).event("e", "exercise", 3, 0);
    claims.event("again", "exercise", 3, 0.5);

    assertThat(claims.total()).isEqualTo("3");
    assertThat(claims.result("r", "exercise", null, 3, 0).total()).isEqualTo("3");
    assertThat(claims.count().claims())
        .extracting(claim -> claim.role.word())
        .containsExactlyInAnyOrder("superseded", "repeated", "record");
  }

  @Test
  void aCorrectionCountsAndAnOldPageDoesNot() {
    Claims claims = new Claims().event("e", "exercise", 8, 0);
    assertThat(claims.result("r", "exercise", null, 8, 0).total()).isEqualTo("8");
    assertThat(claims.then(ACTIVE, 6, 24 * 60).earnings()).containsExactly("exercise 6 differs");
    assertThat(claims.result("r", "exercise", null, 8, 0).earnings())
        .containsExactly("exercise 6 differs");
  }

  @Test
  void aDeletedResultIsVoidUntilItIsActiveAgain() {
    Claims claims = banks(new Claims().event("e", "exercise", 4, 0));
    assertThat(own(claims, 4).total()).isEqualTo("10");
    assertThat(claims.then(TOBEDELETED, null, 100).earnings())
        .containsExactly("article 1", "exercise#1 0 void", "video 5");
    assertThat(claims.then(ACTIVE, 4, 200).total()).isEqualTo("10");
  }

  /** R1. */
  @Test
  void ofAnIdTheFirstToArriveCounts() {
    Claims claims = new Claims().event("e", "exercise", 3, 5).event("e", "exercise", 7, 0);
    XpEvent later = claims.events.remove(1);
    claims.events.add(
        new XpEvent(
            "e",
            "exercise",
            null,
            later.xp,
            new XpEvent.Times(later.time, claims.events.get(0).arrival + 1),
            XpContext.NONE));

    assertThat(claims.total()).isEqualTo("3");
  }

  /** R4: the nearest, one to one, within the hour. */
  @Test
  void eventsWithoutAttemptFindTheirResults() {
    Claims claims = new Claims();
    claims.event("e1", "quiz", 3, 0).event("e2", "quiz", 5, 30).event("e3", "quiz", 7, 100);
    claims.result("r_1", "quiz", 1, 3, 2).result("r_2", "quiz", 2, 5, 31);

    assertThat(claims.earnings()).containsExactly("quiz 7", "quiz#1 3", "quiz#2 5");
    assertThat(claims.result("r_3", "quiz", 3, 6, 160).earnings())
        .containsExactly("quiz#1 3", "quiz#2 5", "quiz#3 6 unexplained");
  }

  @Test
  void anEventWithoutAttemptIsOfTheResultWithoutAttemptWhenever() {
    Claims claims = new Claims().event("e1", "video", 5, 0).event("e2", "video", 5, 3 * 24 * 60);

    assertThat(claims.total()).isEqualTo("10");
    assertThat(claims.result("r", "video", null, 5, 5).modified(4 * 24 * 60).total())
        .isEqualTo("5");
  }

  @Test
  void anAttemptThatIsToldIsTheAttempt() {
    Claims claims = new Claims().event("e1", "quiz", 1, 3, 0).event("e2", "quiz", 2, 4, 1);
    claims.result("r_2", "quiz", 2, 4, 0);

    assertThat(claims.earnings()).containsExactly("quiz#1 3", "quiz#2 4");
  }

  /** R6. */
  @Test
  void anEarlyZeroTakesNothingAway() {
    Claims claims = new Claims().event("e", "quiz", 1, 3, 0).result("r", "quiz", 1, 0, -1);
    assertThat(claims.earnings()).containsExactly("quiz#1 3");
    assertThat(claims.then(ACTIVE, 3, -60).total()).isEqualTo("3");
    assertThat(claims.then(ACTIVE, 0, 24 * 60).earnings()).containsExactly("quiz#1 0 differs");
  }

  @Test
  void aResultMayBeAnHourOlder() {
    assertThat(new Claims().event("e", "q", 1, 3, 0).result("r", "q", 1, 2, -60).earnings())
        .containsExactly("q#1 2 unexplained");
    assertThat(new Claims().event("e", "q", 1, 3, 0).result("r", "q", 1, 2, -61).earnings())
        .containsExactly("q#1 3");
  }

  @Test
  void whatIsNotGradedIsNotOfRecord() {
    Claims claims = new Claims().event("e", "q", 1, 3, 0).result("r", "q", 1, 2, 1);
    claims.last().graded = false;
    assertThat(claims.earnings()).containsExactly("q#1 3");

    Claims alone = new Claims().result("r", "q", 1, 2, 1);
    alone.last().graded = false;
    assertThat(alone.earnings()).isEmpty();
    assertThat(alone.count().claims())
        .singleElement()
        .extracting(c -> c.role.word())
        .isEqualTo("none");
  }

  /** R7. */
  @Test
  void anAwardsOwnEventBanksNothing() {
    Claims claims = own(banks(new Claims().event("e", "exercise", 9, 0)), 3);
    claims.event("v", "video", 5, 0).event("a", "article", 1, 0);

    assertThat(claims.earnings()).containsExactly("article 1", "exercise#1 3 bundled", "video 5");
    assertThat(claims.count().claims())
        .filteredOn(claim -> claim.bundleEvent != null)
        .extracting(claim -> claim.bundleEvent)
        .containsExactly("e", "e");
  }

  @Test
  void aBankIsNearAndOfAnotherActivity() {
    assertThat(new Claims().event("e", "q", 9, 0).banked("video", 5, 10).earnings())
        .containsExactly("q 4 suspected", "video 5");
    assertThat(new Claims().event("e", "q", 9, 0).banked("video", 5, 10.1).earnings())
        .containsExactly("q 9", "video 5");
    assertThat(new Claims().event("e", "q", 9, 0).banked("q", 5, 1).earnings())
        .containsExactly("q 5 unexplained");
  }

  /** R8: an own result later settles it. */
  @Test
  void aSuspicionIsSettledByTheOwnResult() {
    Claims claims = banks(new Claims().event("e", "exercise", 8, 0));
    assertThat(claims.total()).isEqualTo("8");
    assertThat(own(claims, 8).earnings()).containsExactly("article 1", "exercise#1 8", "video 5");
  }

  @Test
  void aBankThatIsNotLessThanTheEventIsNoSuspicion() {
    assertThat(new Claims().event("e", "q", 5, 0).banked("video", 5, 0).earnings())
        .containsExactly("q 5", "video 5");
  }

  /** R9. */
  @Test
  void aLowerResultIsUnexplainedForTwelveHours() {
    assertThat(new Claims().event("e", "q", 1, 8, 0).result("r", "q", 1, 6, 720).earnings())
        .containsExactly("q#1 6 unexplained");
    assertThat(new Claims().event("e", "q", 1, 8, 0).result("r", "q", 1, 6, 721).earnings())
        .containsExactly("q#1 6 differs");
    assertThat(new Claims().event("e", "q", 1, 6, 0).result("r", "q", 1, 8, 1).earnings())
        .containsExactly("q#1 8 differs");
  }

  /** R10. */
  @Test
  void whatAllResultsLackIsVoid() {
    Claims claims = new Claims().event("e", "q", 1, 4, 0);
    claims.result("r", "q", 1, 4, 0).result("o", "other", null, 1, 0).bulk(0);
    assertThat(claims.total()).isEqualTo("5");
    claims.result("o", "other", null, 1, 0).bulk(0);
    assertThat(claims.earnings()).containsExactly("other 1", "q#1 0 void");

    claims.result("r", "q", 1, 4, 0).nextDelivery();
    assertThat(claims.earnings()).as("an old page").containsExactly("other 1", "q#1 0 void");
    claims.result("r", "q", 1, 4, 0).result("o", "other", null, 1, 0).bulk(0);
    assertThat(claims.total()).as("in all results again").isEqualTo("5");
  }

  @Test
  void whatWasMissingCountsAgainWithANewerVersion() {
    Claims claims = new Claims().result("r", "q", 1, 4, 0).nextDelivery().bulk(9);
    assertThat(claims.earnings()).containsExactly("q#1 0 void");
    assertThat(claims.result("r", "q", 1, 5, 20).earnings()).containsExactly("q#1 5");
    assertThat(ResultHistory.of(claims.results, claims.bulks))
        .extracting(version -> version.state + " " + (version.since - Claims.at(0)) / 60_000_000)
        .containsExactly("ACTIVE 0", "ABSENT 9", "ACTIVE 20");
  }

  /** R6: that it was missing for a while, and is there again, does not make it newer. */
  @Test
  void aResultIsAsOldAsItSays() {
    Claims claims = new Claims().event("e", "q", 1, 6, 100);
    claims.result("r", "q", 1, 5, 0).result("o", "other", null, 1, 200).bulk(200);
    assertThat(claims.earnings()).containsExactly("other 1", "q#1 6");
    claims.result("o", "other", null, 1, 200).bulk(200);
    assertThat(claims.earnings()).containsExactly("other 1", "q#1 0 void");
    claims.result("r", "q", 1, 5, 0).result("o", "other", null, 1, 200).bulk(200);
    assertThat(claims.earnings()).containsExactly("other 1", "q#1 6");
  }

  @Test
  void aRejectedResultIsNotMissing() {
    Claims claims = new Claims().result("r", "q", 1, 4, 0).nextDelivery();
    claims.result("r", "q", 1, null, 0).last().rejected = true;
    assertThat(claims.bulk(9).earnings()).containsExactly("q#1 4");
  }

  @Test
  void ofTwoResultsOfAnEarningTheActiveOneCounts() {
    Claims claims = new Claims().result("old", "q", 1, 4, 0).then(TOBEDELETED, 4, 10);
    assertThat(claims.result("new", "q", 1, 6, 5).earnings()).containsExactly("q#1 6");
  }

  /** R12. */
  @Test
  void aResultWithoutXpClaimsNothingAndVoidsNothing() {
    Claims claims = new Claims().event("e", "q", 1, 4, 0).result("r", "q", 1, null, 0);
    assertThat(claims.total()).isEqualTo("4");
    assertThat(claims.then(TOBEDELETED, null, 5).total()).isEqualTo("4");
  }

  @Test
  void xpMayBeNegativeAndParts() {
    assertThat(new Claims().event("e", "q", 1, "-2.5", 0).event("f", "p", "0.1", 0).total())
        .isEqualTo("-2.4");
  }

  private static Claims banks(Claims claims) {
    return claims.banked("video", 5, -0.03).banked("article", 1, -0.03);
  }

  private static Claims own(Claims claims, int xp) {
    return claims.result("x_attempt_1", "exercise", 1, xp, -0.03);
  }
}
