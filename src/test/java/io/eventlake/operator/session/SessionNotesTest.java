package io.eventlake.operator.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.EventNote;
import io.eventlake.event.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

class SessionNotesTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final SessionBounds BOUNDS =
      new SessionBounds(Duration.ofMinutes(30), DAY, DAY, 100);

  private final SessionNotes notes = new SessionNotes(0);

  @Test
  void comeInTheOrderOfTheirEventsEachOnce() {
    add(notes, 5, 1, "later");
    add(notes, 3, -1, "of one millisecond, and ids are unsigned");
    add(notes, 3, 7, "first");
    add(notes, 5, 1, "later");

    assertThat(texts(notes.all()))
        .containsExactly("first", "of one millisecond, and ids are unsigned", "later");
    assertThat(notes.all()[0])
        .usingRecursiveComparison()
        .isEqualTo(new EventNote(3, 7, 107, "first".getBytes(UTF_8)));
  }

  @Test
  void aWrittenRowHasThoseOfThen() {
    add(notes, 2, 0, "two");
    notes.setWritten();
    add(notes, 1, 0, "one");

    assertThat(texts(notes.written(0))).containsExactly("two");
    assertThat(texts(notes.all())).containsExactly("one", "two");
  }

  @Test
  void whenSessionsGrowTogetherEachRowKeepsItsOwn() {
    add(notes, 2, 0, "two");
    notes.setWritten();
    add(notes, 3, 0, "three");
    SessionNotes other = new SessionNotes(1);
    add(other, 9, 0, "nine");
    SessionNotes third = new SessionNotes(0);
    add(third, 1, 0, "one");
    third.setWritten();
    other.addAll(third);
    notes.addAll(other);

    assertThat(texts(notes.written(0))).containsExactly("two");
    assertThat(notes.written(1)).as("of a row from before there were notes").isEmpty();
    assertThat(texts(notes.written(2))).containsExactly("one");
    assertThat(texts(notes.all())).containsExactly("one", "two", "three", "nine");
  }

  @Test
  void aCopyGoesItsOwnWay() {
    add(notes, 1, 0, "a");
    SessionNotes copy = notes.copy();
    add(copy, 2, 0, "b");
    copy.setWritten();
    add(notes, 3, 0, "c");

    assertThat(texts(notes.all())).containsExactly("a", "c");
    assertThat(texts(copy.all())).containsExactly("a", "b");
    assertThat(notes.writtenBounds()).isEmpty();
  }

  @Test
  void takeWhatIsReckonedOnTheHeap() {
    SessionAggregate session = new SessionAggregate();
    for (int i = 0; i < 50; i++) {
      session.add(TestEvents.session("a").id(i).at(i).build(), TestEvents.NOTING);
    }

    assertThat(session.notes.count()).isEqualTo(50);
    assertThat((double) GraphLayout.parseInstance(session).totalSize())
        .isCloseTo(session.heapBytes(), within(40.0));
  }

  /** A family whose release before kept none. */
  @Test
  void beginWhereASessionIsThatWasWrittenWithoutThem() {
    SessionAggregate session = new SessionAggregate();
    session.add(TestEvents.session("a").id(1).at(0).page("/old").build(), TestEvents.FACTS);
    assertThat(session.notes).isNull();
    SessionChanges.write(session, "s:a", TestEvents.FACTS.tally, row -> {});
    session.add(TestEvents.session("a").id(2).at(1).page("/new").build(), TestEvents.NOTING);

    List<Session> rows = new ArrayList<>();
    SessionChanges.write(session, "s:a", TestEvents.NOTING.tally, rows::add);

    assertThat(rows)
        .extracting(row -> row.rowKind)
        .containsExactly(RowKind.UPDATE_BEFORE, RowKind.UPDATE_AFTER);
    assertThat(rows.get(0).notesOrNone()).isEmpty();
    assertThat(texts(rows.get(1).notesOrNone())).containsExactly("/new");
  }

  /** Ten thousand events may have more of them than a heap. */
  @Test
  void aSessionThatIsFullOfThemTakesNoMore() {
    SessionRules rules = new SessionRules(BOUNDS, TestEvents.NOTING);
    SessionState state = new SessionState();
    String page = "/" + "p".repeat(SessionNotes.MOST_BYTES / 2);
    assertThat(place(rules, state, 1, page)).isEqualTo(SessionRules.Placement.IN_SESSION);
    assertThat(place(rules, state, 2, page)).isEqualTo(SessionRules.Placement.IN_SESSION);
    assertThat(place(rules, state, 3, null)).isEqualTo(SessionRules.Placement.BEYOND_BOUND);

    SessionAggregate session = state.sessions.get(0);
    assertThat(session.truncated).isTrue();
    assertThat(session.events).isEqualTo(2);
    session.settle();
    assertThat(session.notes).isNull();
  }

  private static SessionRules.Placement place(
      SessionRules rules, SessionState state, int number, String page) {
    EventEnvelope event = TestEvents.session("a").id(number).at(number).page(page).build();
    return rules.place(state, event, Long.MIN_VALUE);
  }

  private static void add(SessionNotes notes, long time, long high, String note) {
    notes.add(time, high, high + 100, note.getBytes(UTF_8));
  }

  private static List<String> texts(EventNote[] notes) {
    return Arrays.stream(notes).map(note -> new String(note.note, UTF_8)).toList();
  }
}
