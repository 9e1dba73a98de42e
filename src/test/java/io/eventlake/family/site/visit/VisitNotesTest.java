package io.eventlake.family.site.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.testing.Seed;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What comes back of a note is what went in. */
class VisitNotesTest {

  private static final EventKey KEY = new EventKey(1, 2, 3);

  private final Random random = new Random(Seed.of(getClass(), 19));

  @Test
  void everyEventComesBack() {
    for (int i = 0; i < 5_000; i++) {
      VisitEvent event = random.nextBoolean() ? page() : player();

      assertThat(VisitNotes.event(KEY, VisitNotes.note(event)))
          .usingRecursiveComparison()
          .isEqualTo(event);
    }
  }

  /** State of a release is read by the next: the bytes of a note do not change. */
  @Test
  void bytesAreThoseOfTheRelease() {
    Origin origin = new Origin("p", null);
    assertThat(hex(new PageEvent(KEY, origin, "/ä", 300)))
        .isEqualTo("00" + "0270" + "00" + "ad02" + "042fc3a4");
    assertThat(
            hex(
                new PlayerEvent(
                    KEY, origin, "v", VideoAction.SEEK, new Playhead(127, 128, 1_000_000))))
        .isEqualTo("03" + "0270" + "00" + "7f" + "8001" + "c0843d" + "0276");
  }

  @Test
  void actionsKeepTheirCodes() {
    assertThat(VideoAction.values())
        .extracting(action -> action.code)
        .containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void longUrlIsCutBetweenCharacters() {
    String url = "/" + "x".repeat(VisitNotes.MOST_URL - 2) + "\uD83D\uDE00";

    assertThat(url(url)).isEqualTo(url.substring(0, VisitNotes.MOST_URL - 1));
    assertThat(url("x".repeat(3_000))).isEqualTo("x".repeat(VisitNotes.MOST_URL));
    assertThat(url("x".repeat(VisitNotes.MOST_URL))).hasSize(VisitNotes.MOST_URL);
  }

  @Test
  void noteOfANewerReleaseIsNotGuessed() {
    assertThatThrownBy(() -> VisitNotes.event(KEY, new byte[] {9, 0, 0, 0, 0, 0, 0}))
        .hasMessage(
            "A note has the kind 9, which this release does not know: a newer one wrote it");
  }

  private static String hex(VisitEvent event) {
    return HexFormat.of().formatHex(VisitNotes.note(event));
  }

  private static String url(String url) {
    PageEvent page = new PageEvent(KEY, VisitEvents.ORIGIN, url, PageEvent.NOT_SENT);
    return ((PageEvent) VisitNotes.event(KEY, VisitNotes.note(page))).url;
  }

  private PageEvent page() {
    return new PageEvent(
        KEY, origin(), text(), random.nextBoolean() ? PageEvent.NOT_SENT : number());
  }

  private PlayerEvent player() {
    VideoAction[] actions = VideoAction.values();
    return new PlayerEvent(
        KEY,
        origin(),
        text(),
        actions[random.nextInt(actions.length)],
        new Playhead(number(), number(), number()));
  }

  private Origin origin() {
    return new Origin(text(), text());
  }

  /** Of any length in bits: each number of bytes of a varint comes up. */
  private long number() {
    return random.nextLong() >>> 2 + random.nextInt(62);
  }

  private String text() {
    return random.nextInt(5) == 0
        ? null
        : random
            .ints(random.nextInt(200), 0, 0x2FFF)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }
}
