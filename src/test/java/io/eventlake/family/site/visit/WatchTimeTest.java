package io.eventlake.family.site.visit;

import static io.eventlake.family.site.visit.VideoAction.COMPLETE;
import static io.eventlake.family.site.visit.VideoAction.ERROR;
import static io.eventlake.family.site.visit.VideoAction.PAUSE;
import static io.eventlake.family.site.visit.VideoAction.PLAY;
import static io.eventlake.family.site.visit.VideoAction.SEEK;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules W1 to W9 one by one, by hand. */
class WatchTimeTest {

  @Test
  void exampleOfTheDesign() {
    VideoView view =
        new VisitEvents()
            .player(PLAY, 0, 0, 1)
            .player(SEEK, 30, 100, 1)
            .player(PAUSE, 50, 120, 1)
            .player(PLAY, 60, 110, 2)
            .player(COMPLETE, 105, 200, 2)
            .video();

    assertFigures(view, 95, 140, 130);
    assertThat(view.completion()).isEqualTo(0.65);
    assertThat(view.completed()).isTrue();
    assertThat(view.estimated).isFalse();
    assertThat(view.furthestMicros).isEqualTo(200_000_000);
    assertThat(new int[] {view.plays, view.pauses, view.seeks, view.completes, view.errors})
        .containsExactly(2, 1, 1, 1, 0);
    assertThat(view.firstMillis).isEqualTo(VisitEvents.START);
    assertThat(view.lastMillis).isEqualTo(VisitEvents.START + 105_000);
  }

  /** W1: the pause ends what played before, whatever came first to the stream. */
  @Test
  void atOneMillisecondWhatEndsComesBeforeWhatMovesAndThatBeforeWhatBegins() {
    VideoView view =
        new VisitEvents()
            .player(PLAY, 10, 50, 1)
            .player(SEEK, 10, 40, 1)
            .player(PAUSE, 10, 10, 1)
            .player(PLAY, 0, 0, 1)
            .player(PAUSE, 15, 55, 1)
            .video();

    assertFigures(view, 15, 15, 15);
  }

  /** W2. */
  @Test
  void rateThatIsMissingIsOne() {
    assertFigures(
        new VisitEvents().player(PLAY, 0, 0, 0).player(PAUSE, 20, 20, 0).video(), 20, 20, 20);
  }

  @Test
  void playWithoutEndIsEndedByTheNextOne() {
    VideoView view =
        new VisitEvents()
            .player(PLAY, 0, 0, 1)
            .player(PLAY, 10, 10, 2)
            .player(PAUSE, 20, 30, 2)
            .video();

    assertFigures(view, 20, 30, 30);
    assertThat(view.estimated).isFalse();
  }

  /** W3: two seconds more than the clock allows are taken, a microsecond more is not. */
  @Test
  void positionsAreTakenAsFarAsTheClockAllows() {
    assertFigures(
        new VisitEvents().player(PLAY, 0, 0, 2).player(PAUSE, 10, 22, 2).video(), 11, 22, 22);
    assertFigures(
        new VisitEvents().player(PLAY, 0, 0, 2).player(PAUSE, 10, 22.000001, 2).video(),
        10,
        20,
        20);
  }

  @Test
  void positionBeforeTheOneItBeganAtIsNotTaken() {
    VideoView view = new VisitEvents().player(PLAY, 0, 50, 1).player(PAUSE, 10, 20, 1).video();

    assertFigures(view, 10, 10, 10);
    assertThat(view.furthestMicros).isEqualTo(60_000_000);
  }

  /** W4. */
  @Test
  void seekWhilePausedMovesNothing() {
    VideoView view =
        new VisitEvents()
            .player(PLAY, 0, 0, 1)
            .player(PAUSE, 10, 10, 1)
            .player(SEEK, 20, 150, 1)
            .player(PAUSE, 30, 150, 1)
            .video();

    assertFigures(view, 10, 10, 10);
    assertThat(view.furthestMicros).isEqualTo(150_000_000);
  }

  @Test
  void seekKeepsTheRateUnlessItTellsAnother() {
    assertFigures(
        new VisitEvents()
            .player(PLAY, 0, 0, 2)
            .player(SEEK, 10, 100, 0)
            .player(PAUSE, 20, 120, 2)
            .video(),
        20,
        40,
        40);
    assertFigures(
        new VisitEvents()
            .player(PLAY, 0, 0, 2)
            .player(SEEK, 10, 100, 1)
            .player(PAUSE, 20, 110, 1)
            .video(),
        20,
        30,
        30);
  }

  /** W6: the page after it shows that the session went on for a minute. */
  @Test
  void withoutEndTheSessionsLastEventStandsForIt() {
    VideoView view = new VisitEvents().player(PLAY, 0, 20, 1).page(60, "/next").video();

    assertFigures(view, 60, 60, 60);
    assertThat(view.estimated).isTrue();
    assertThat(view.completed()).isFalse();
    assertThat(view.furthestMicros).isEqualTo(80_000_000);
    assertThat(view.lastMillis).isEqualTo(VisitEvents.START);
  }

  @Test
  void estimateEndsWithTheVideo() {
    VideoView view = new VisitEvents().player(PLAY, 0, 20, 1).page(1_000, "/next").video();

    assertFigures(view, 180, 180, 180);
    assertThat(view.furthestMicros).isEqualTo(200_000_000);
  }

  @Test
  void playThatIsAllThereIsWasNotWatched() {
    VideoView view = new VisitEvents().player(PLAY, 0, 20, 1).video();

    assertFigures(view, 0, 0, 0);
    assertThat(view.estimated).isTrue();
  }

  /** W7. */
  @Test
  void whatWasSeenTwiceIsUniqueOnce() {
    VideoView view =
        new VisitEvents()
            .player(PLAY, 0, 0, 1)
            .player(SEEK, 100, 50, 1)
            .player(SEEK, 150, 20, 1)
            .player(PAUSE, 160, 30, 1)
            .video();

    assertFigures(view, 160, 160, 100);
    assertThat(view.completion()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @EnumSource(names = {"PAUSE", "COMPLETE", "ERROR"})
  void eachOfThemEndsIt(VideoAction action) {
    VideoView view =
        new VisitEvents().player(PLAY, 0, 0, 1).player(action, 10, 10, 1).page(90, "/x").video();

    assertFigures(view, 10, 10, 10);
    assertThat(view.completed()).isEqualTo(action == COMPLETE);
    assertThat(view.errors).isEqualTo(action == ERROR ? 1 : 0);
  }

  @Test
  void positionBeyondTheEndIsTheEnd() {
    VideoView view = new VisitEvents().player(PLAY, 0, 195, 1).player(COMPLETE, 10, 207, 1).video();

    assertFigures(view, 5, 5, 5);
    assertThat(view.furthestMicros).isEqualTo(200_000_000);
  }

  @Test
  void longestLengthThatWasToldIsTheVideos() {
    VideoView view =
        new VisitEvents()
            .player(PLAY, 0, 0, 1)
            .duration(400)
            .player(PAUSE, 100, 100, 1)
            .duration(0)
            .player(PLAY, 110, 100, 1)
            .player(PAUSE, 210, 200, 1)
            .video();

    assertFigures(view, 200, 200, 200);
    assertThat(view.completion()).isEqualTo(0.5);
  }

  @Test
  void lengthThatNobodyToldIsNotKnown() {
    VideoView view =
        new VisitEvents().duration(0).player(PLAY, 0, 10, 1).player(PAUSE, 5, 15, 1).video();

    assertFigures(view, 5, 5, 5);
    assertThat(view.completion()).isNull();
  }

  private static void assertFigures(VideoView view, double played, double content, double unique) {
    assertThat(
            new double[] {
              Media.seconds(view.playedMicros),
              Media.seconds(view.contentMicros),
              Media.seconds(view.uniqueMicros)
            })
        .containsExactly(played, content, unique);
  }
}
