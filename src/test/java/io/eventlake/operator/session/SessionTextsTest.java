package io.eventlake.operator.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.Seed;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SessionTextsTest {

  private static final int MOST = 6;
  private static final int FIRST = SessionTexts.FAMILY + TestEvents.FIRST_PAGE;
  private static final int LAST = SessionTexts.FAMILY + TestEvents.LAST_PAGE;
  private static final int COUNTRY = SessionTexts.FAMILY + TestEvents.COUNTRY;
  private static final int VARIANT = SessionTexts.FAMILY + TestEvents.VARIANT;

  private final SessionTexts texts = new SessionTexts();

  @Test
  void holdsNothingAtFirst() {
    for (int text = 0; text < MOST; text++) {
      assertThat(texts.has(text)).isFalse();
      assertThat(texts.get(text)).isNull();
    }
  }

  @Test
  void anEmptyTextIsThere() {
    set(VARIANT, "", 5);

    assertThat(texts.get(VARIANT)).isEmpty();
    assertThat(texts.time(VARIANT)).isEqualTo(5);
  }

  /** Texts of other sizes move those behind them. */
  @Test
  void eachKeepsItsTextAndPlaceWhateverBecomesOfTheOthers() {
    Random random = new Random(Seed.of(SessionTextsTest.class, 1));
    Map<Integer, String> expected = new TreeMap<>();
    Map<Integer, Long> times = new TreeMap<>();
    for (long i = 0; i < 500; i++) {
      int text = random.nextInt(MOST);
      String value = "\u05e9x".repeat(random.nextInt(20));
      set(text, value, i);
      expected.put(text, value);
      times.put(text, i);

      for (int each : expected.keySet()) {
        assertThat(texts.get(each)).isEqualTo(expected.get(each));
        assertThat(texts.time(each)).isEqualTo(times.get(each));
        assertThat(texts.high(each)).isEqualTo(-times.get(each));
        assertThat(texts.low(each)).isEqualTo(~times.get(each));
      }
    }
  }

  @Test
  void takesFromAnotherWhatIsBeforeOrAfter() {
    set(FIRST, "mine", 5);
    set(LAST, "mine", 5);
    set(COUNTRY, "mine", 5);
    SessionTexts other = new SessionTexts();
    other.set(FIRST, "other".getBytes(UTF_8), 6, 0, 0);
    other.set(LAST, "other".getBytes(UTF_8), 6, 0, 0);
    other.set(SessionTexts.USER, "other".getBytes(UTF_8), 6, 0, 0);

    texts.take(other, TestEvents.FACTS);

    assertThat(texts.get(FIRST)).isEqualTo("mine");
    assertThat(texts.get(LAST)).isEqualTo("other");
    assertThat(texts.get(COUNTRY)).isEqualTo("mine");
    assertThat(texts.get(SessionTexts.USER)).isEqualTo("other");
    assertThat(texts.get(VARIANT)).isNull();
  }

  @Test
  void aCopyIsIndependent() {
    set(SessionTexts.USER, "user", 1);
    SessionTexts copy = texts.copy();
    SessionTexts copyOfNone = new SessionTexts().copy();
    set(SessionTexts.USER, "resu", 2);
    copyOfNone.set(SessionTexts.USER, "user".getBytes(UTF_8), 1, 2, 3);

    assertThat(copy.get(SessionTexts.USER)).isEqualTo("user");
    assertThat(copy.time(SessionTexts.USER)).isEqualTo(1);
    assertThat(new SessionTexts().has(SessionTexts.USER)).isFalse();
  }

  private void set(int text, String value, long time) {
    texts.set(text, value.getBytes(UTF_8), time, -time, ~time);
  }
}
