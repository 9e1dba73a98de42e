package io.eventlake.operator.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the step makes of a story is what the step before format 3 made of it, line by line, and so
 * it is when state of that format is restored in its middle. Both files were written by that step.
 */
class OlderStateTest {

  private static final long SEED = 20_261_130;
  private static final Path FORMAT_2 = Path.of("src", "test", "resources", "state", "format-2");

  private final SessionStory story = new SessionStory(SEED);

  @Test
  void theSameBecomesOfTheWholeStory() throws Exception {
    try (SessionHarness harness = SessionHarness.fresh()) {
      story.play(harness, 0, story.size());

      assertThat(lines(harness.end())).containsExactlyElementsOf(expected());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, SessionHarness.ROOM_FOR_ONE, Long.MAX_VALUE})
  void theSameBecomesOfItOnRocksDb(long room) throws Exception {
    try (SessionHarness harness = SessionHarness.onRocksDb(room)) {
      story.play(harness, 0, story.size());

      assertThat(lines(harness.end())).containsExactlyElementsOf(expected());
    }
  }

  @Test
  void itGoesOnFromFormat2() throws Exception {
    List<String> expected = new ArrayList<>(expected());
    List<String> before = firstHalf();
    before.forEach(line -> assertThat(expected.remove(line)).as(line).isTrue());

    String snapshot = FORMAT_2.resolve("sessionize.bin").toString();
    try (SessionHarness harness =
        SessionHarness.of(OperatorSnapshotUtil.readStateHandle(snapshot))) {
      story.play(harness, story.size() / 2, story.size());

      assertThat(lines(harness.end())).containsExactlyElementsOf(expected);
    }
  }

  @Test
  void itGoesOnFromWhereverItIsRestored() throws Exception {
    List<String> all = new ArrayList<>();
    SessionHarness harness = SessionHarness.fresh();
    for (int step = 0; step < story.size(); step += 50) {
      story.play(harness, step, Math.min(story.size(), step + 50));
      all.addAll(lines(harness));
      harness = harness.restored();
    }

    all.addAll(lines(harness.end()));
    harness.close();
    all.sort(null);
    assertThat(all).containsExactlyElementsOf(expected());
  }

  private List<String> firstHalf() throws Exception {
    try (SessionHarness harness = SessionHarness.fresh()) {
      story.play(harness, 0, story.size() / 2);
      return lines(harness);
    }
  }

  private static List<String> expected() throws Exception {
    return Files.readAllLines(FORMAT_2.resolve("sessionize.txt")).stream()
        .filter(line -> !line.startsWith("{"))
        .sorted()
        .toList();
  }

  /** Sorted: which of two keys is first at a watermark is nobody's business. */
  private static List<String> lines(SessionHarness harness) {
    List<String> lines = new ArrayList<>();
    harness.sessions().forEach(session -> lines.add(line(session)));
    harness
        .late()
        .forEach(
            late ->
                lines.add(
                    "late "
                        + late.eventId
                        + " "
                        + late.eventTimeMillis
                        + " "
                        + late.watermarkMillis));
    lines.sort(null);
    return lines;
  }

  /** All that a reader of the row sees. */
  static String line(Session row) {
    long[] sums = row.sums == null ? new long[4] : row.sums;
    String[] texts = row.texts == null ? new String[5] : row.texts;
    return String.join(
        " ",
        row.rowKind.toString(),
        row.sessionId,
        "" + row.idDerived,
        "" + row.userId,
        "" + row.startMillis,
        "" + row.endMillis,
        Arrays.toString(sums),
        "" + row.flags,
        "[" + String.join(" ", Arrays.asList(texts)) + "]",
        "" + row.events,
        "" + row.truncated,
        "" + row.revision);
  }
}
