package io.eventlake.operator.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.EventNote;
import io.eventlake.event.Session;
import io.eventlake.event.SessionWithSegments;
import io.eventlake.testing.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Whatever the order and repetition of the events, however often sessions are written on the way,
 * grow together and are restored: in the end there are the notes and the rows that the events
 * sorted would give, and each retraction is of what was written.
 */
class SessionNotesPropertyTest {

  private static final int EVENTS = 80;

  /** Within the horizon, so that none is late. */
  private static final int MINUTES = 1_300;

  private static final long GAP = 30 * TestEvents.MINUTE;

  private static final Comparator<List<String>> BY_TEXT = Comparator.comparing(List::toString);

  @RepeatedTest(30)
  void whateverTheOrder(RepetitionInfo repetition) throws Exception {
    Random random =
        new Random(Seed.of(SessionNotesPropertyTest.class, repetition.getCurrentRepetition()));
    List<TestEvents.Builder> events = events(random);
    List<List<String>> expected = notesOf(events);

    List<Session> changes = changes(events, random);

    Map<String, Session> last = new HashMap<>();
    Map<String, String> table = new TreeMap<>();
    SessionRows rows = new SessionRows(SessionNotesPropertyTest::runs);
    for (Session change : changes) {
      assertRetractsWhatIsThere(change, last);
      List<RowData> changed = new ArrayList<>();
      rows.flatMap(new SessionWithSegments(change, null), new ListCollector<>(changed));
      changed.forEach(row -> apply(row, table));
    }

    assertThat(last.values().stream().map(session -> notes(session)).sorted(BY_TEXT).toList())
        .isEqualTo(expected);
    Map<String, String> once = new TreeMap<>();
    last.values().forEach(session -> runs(session, row -> apply(row, once)));
    assertThat(table).isEqualTo(once);
    assertThat(changes).as("corrections").anyMatch(row -> row.rowKind == RowKind.UPDATE_BEFORE);
  }

  /** In any order, some of them twice, with watermarks and restores between. */
  private static List<Session> changes(List<TestEvents.Builder> events, Random random)
      throws Exception {
    List<TestEvents.Builder> all = new ArrayList<>(events);
    all.addAll(events.subList(0, random.nextInt(EVENTS)));
    Collections.shuffle(all, random);
    SessionHarness harness =
        random.nextBoolean()
            ? SessionHarness.noting()
            : SessionHarness.notingOnRocksDb(random.nextInt(3_000));
    List<Session> changes = new ArrayList<>();
    int watermark = 0;
    for (TestEvents.Builder event : all) {
      harness.process(event);
      if (random.nextInt(4) == 0) {
        watermark += random.nextInt(1 + (MINUTES - watermark) / 8);
        harness.watermark(watermark);
      }

      if (random.nextInt(25) == 0) {
        changes.addAll(harness.sessions());
        harness = harness.restored();
      }
    }

    changes.addAll(harness.end().sessions());
    harness.close();
    return changes;
  }

  private static List<TestEvents.Builder> events(Random random) {
    List<TestEvents.Builder> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      TestEvents.Builder event =
          random.nextInt(3) == 0
              ? TestEvents.session("s" + random.nextInt(3))
              : TestEvents.user("u" + random.nextInt(2));
      // A few at one time, and not each with a note.
      event.id(random.nextLong()).at(random.nextInt(MINUTES));
      events.add(event.page(random.nextInt(6) == 0 ? null : "/" + random.nextInt(3)));
    }

    return events;
  }

  /** By the definition: sorted, cut where nothing comes for the gap. */
  private static List<List<String>> notesOf(List<TestEvents.Builder> events) {
    Map<String, List<EventEnvelope>> byKey = new TreeMap<>();
    for (TestEvents.Builder event : events) {
      EventEnvelope built = event.build();
      byKey.computeIfAbsent(built.key, key -> new ArrayList<>()).add(built);
    }

    List<List<String>> sessions = new ArrayList<>();
    byKey.forEach(
        (key, all) -> {
          all.sort(
              Comparator.<EventEnvelope>comparingLong(event -> event.eventTimeMillis)
                  .thenComparing(event -> event.idLow, Long::compareUnsigned));
          long end = Long.MIN_VALUE;
          for (EventEnvelope event : all) {
            if (end == Long.MIN_VALUE
                || (key.startsWith("u:") && event.eventTimeMillis - end >= GAP)) {
              sessions.add(new ArrayList<>());
            }

            end = event.eventTimeMillis;
            byte[] note = TestEvents.NOTING.tally.note(event);
            if (note != null) {
              sessions
                  .get(sessions.size() - 1)
                  .add(text(new EventNote(end, event.idHigh, event.idLow, note)));
            }
          }
        });
    sessions.sort(BY_TEXT);
    return sessions;
  }

  private static void assertRetractsWhatIsThere(Session change, Map<String, Session> last) {
    if (change.rowKind == RowKind.UPDATE_BEFORE) {
      Session before = last.remove(change.sessionId);
      assertThat(before).as("what is retracted").isNotNull();
      assertThat(change.startMillis).isEqualTo(before.startMillis);
      assertThat(notes(change)).isEqualTo(notes(before));
    } else {
      assertThat(last.put(change.sessionId, change)).as("written twice").isNull();
    }
  }

  /** Rows of pages that follow each other: one more event changes, splits or removes some. */
  private static void runs(SessionWithSegments session, Consumer<RowData> rows) {
    runs(session.session, rows);
  }

  private static void runs(Session session, Consumer<RowData> rows) {
    EventNote[] notes = session.notesOrNone();
    for (int from = 0; from < notes.length; ) {
      int to = from + 1;
      while (to < notes.length && Arrays.equals(notes[to].note, notes[from].note)) {
        to++;
      }

      rows.accept(
          GenericRowData.of(
              StringData.fromString(session.sessionId + " " + text(notes[from])),
              StringData.fromString(to - from + " " + text(notes[to - 1]))));
      from = to;
    }
  }

  private static void apply(RowData row, Map<String, String> table) {
    String key = row.getString(0).toString();
    if (row.getRowKind() == RowKind.UPDATE_BEFORE) {
      assertThat(table.remove(key)).as("row that is retracted").isNotNull();
    } else {
      assertThat(table.put(key, row.getString(1).toString())).as("row twice").isNull();
    }
  }

  private static List<String> notes(Session session) {
    return Arrays.stream(session.notesOrNone()).map(SessionNotesPropertyTest::text).toList();
  }

  private static String text(EventNote note) {
    return note.timeMillis + " " + note.idHigh + " " + note.idLow + new String(note.note, UTF_8);
  }
}
