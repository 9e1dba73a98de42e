package io.eventlake.operator.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.Seed;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionTextsTest {

  private final SessionTexts texts = new SessionTexts();

  @Test
  void holdsNothingAtFirst() {
    for (SessionText text : SessionText.values()) {
      assertThat(texts.has(text)).isFalse();
      assertThat(texts.get(text)).isNull();
    }
  }

  @Test
  void anEmptyTextIsThere() {
    set(SessionText.VARIANT, "", 5);

    assertThat(texts.get(SessionText.VARIANT)).isEmpty();
    assertThat(texts.time(SessionText.VARIANT)).isEqualTo(5);
  }

  /** Texts of other sizes move those behind them. */
  @Test
  void eachKeepsItsTextAndPlaceWhateverBecomesOfTheOthers() {
    Random random = new Random(Seed.of(SessionTextsTest.class, 1));
    Map<SessionText, String> expected = new EnumMap<>(SessionText.class);
    Map<SessionText, Long> times = new EnumMap<>(SessionText.class);
    for (long i = 0; i < 500; i++) {
      SessionText text = SessionText.values()[random.nextInt(SessionText.values().length)];
      String value = "\u05e9x".repeat(random.nextInt(20));
      set(text, value, i);
      expected.put(text, value);
      times.put(text, i);

      for (SessionText each : expected.keySet()) {
        assertThat(texts.get(each)).isEqualTo(expected.get(each));
        assertThat(texts.time(each)).isEqualTo(times.get(each));
        assertThat(texts.high(each)).isEqualTo(-times.get(each));
        assertThat(texts.low(each)).isEqualTo(~times.get(each));
      }
    }
  }

  @Test
  void takesFromAnotherWhatIsBeforeOrAfter() {
    set(SessionText.FIRST_PAGE, "mine", 5);
    set(SessionText.LAST_PAGE, "mine", 5);
    set(SessionText.COUNTRY, "mine", 5);
    SessionTexts other = new SessionTexts();
    other.set(SessionText.FIRST_PAGE, "other".getBytes(UTF_8), 6, 0, 0);
    other.set(SessionText.LAST_PAGE, "other".getBytes(UTF_8), 6, 0, 0);
    other.set(SessionText.USER, "other".getBytes(UTF_8), 6, 0, 0);

    texts.take(other);

    assertThat(texts.get(SessionText.FIRST_PAGE)).isEqualTo("mine");
    assertThat(texts.get(SessionText.LAST_PAGE)).isEqualTo("other");
    assertThat(texts.get(SessionText.COUNTRY)).isEqualTo("mine");
    assertThat(texts.get(SessionText.USER)).isEqualTo("other");
    assertThat(texts.get(SessionText.VARIANT)).isNull();
  }

  @Test
  void aCopyIsIndependent() {
    set(SessionText.USER, "user", 1);
    SessionTexts copy = texts.copy();
    SessionTexts copyOfNone = new SessionTexts().copy();
    set(SessionText.USER, "resu", 2);
    copyOfNone.set(SessionText.USER, "user".getBytes(UTF_8), 1, 2, 3);

    assertThat(copy.get(SessionText.USER)).isEqualTo("user");
    assertThat(copy.time(SessionText.USER)).isEqualTo(1);
    assertThat(new SessionTexts().has(SessionText.USER)).isFalse();
  }

  private void set(SessionText text, String value, long time) {
    texts.set(text, value.getBytes(UTF_8), time, -time, ~time);
  }
}
