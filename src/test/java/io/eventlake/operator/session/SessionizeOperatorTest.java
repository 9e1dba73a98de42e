package io.eventlake.operator.session;

import static io.eventlake.operator.session.TestEvents.START;
import static io.eventlake.operator.session.TestEvents.neither;
import static io.eventlake.operator.session.TestEvents.session;
import static io.eventlake.operator.session.TestEvents.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.eventlake.event.Session;
import io.eventlake.operator.count.CountedRecord;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionizeOperatorTest {

  private SessionHarness harness;

  @BeforeEach
  void open() throws Exception {
    harness = SessionHarness.fresh();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void writesASessionWhenTheWatermarkPassesItsLastEventByTheGap() throws Exception {
    harness.process(
        session("a").id(1).at(0).page("/home"),
        session("a").id(2).at(1).page("/compare").comparison(),
        session("a").id(3).at(2).interaction().page(null),
        session("a").id(4).at(3).click("shop", 250).page("/out"));
    assertThat(harness.watermark(32.9).sessions()).isEmpty();

    List<Session> written = harness.watermark(33).sessions();

    assertThat(written).hasSize(1);
    Session row = written.get(0);
    assertThat(row.rowKind).isEqualTo(RowKind.INSERT);
    assertThat(row.sessionId).isEqualTo("a");
    assertThat(row.startMillis).isEqualTo(START);
    assertThat(row.endMillis).isEqualTo(START + 3 * TestEvents.MINUTE);
    assertThat(row.sums).containsExactly(2, 1, 1, 250);
    assertThat(row.events).isEqualTo(4);
    assertThat(row.text(TestEvents.FIRST_PAGE)).isEqualTo("/home");
    assertThat(row.text(TestEvents.LAST_PAGE)).isEqualTo("/out");
    assertThat(row.flag(1)).isTrue();
    assertThat(row.text(TestEvents.TARGET)).isEqualTo("shop");
    assertThat(row.revision).isZero();
    assertThat(row.truncated).isFalse();
  }

  @Test
  void theEndOfTheInputDoesNotWriteASessionAgain() throws Exception {
    harness.process(session("a").id(1).at(0), user("u").id(2).at(0)).watermark(40);
    assertThat(harness.sessions()).hasSize(2);

    assertThat(harness.end().sessions()).hasSize(2);
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() throws Exception {
    harness.process(
        session("a").id(4).at(3).click("late", 5).page("/out").variant("B"),
        session("a").id(3).at(2).click("early", 7).page(null),
        session("a").id(1).at(0).page("/home").variant("A"));

    Session row = harness.end().table().get("a");

    assertThat(row.text(TestEvents.FIRST_PAGE)).isEqualTo("/home");
    assertThat(row.text(TestEvents.LAST_PAGE)).isEqualTo("/out");
    assertThat(row.text(TestEvents.VARIANT)).isEqualTo("A");
    assertThat(row.text(TestEvents.TARGET)).isEqualTo("late");
    assertThat(row.sum(TestEvents.PAYOUT)).isEqualTo(12);
  }

  @Test
  void dropsARepetitionWithinTheHorizonWhateverItsTime() throws Exception {
    harness
        .process(session("a").id(1).at(0), session("a").id(1).at(0), session("a").id(1).at(5))
        .watermark(23 * 60)
        .process(session("a").id(1).at(0));

    assertThat(harness.silverRows()).isEqualTo(1);
    assertThat(harness.counts())
        .containsEntry(CountedRecord.DUPLICATE, 3L)
        .containsEntry(CountedRecord.SILVER, 1L);
  }

  @Test
  void theSameIdInAnotherSessionIsAnotherEvent() throws Exception {
    harness.process(session("a").id(1).at(0), session("b").id(1).at(0));

    assertThat(harness.silverRows()).isEqualTo(2);
  }

  @Test
  void aLateEventWithinTheHorizonCorrectsTheRow() throws Exception {
    harness
        .process(session("a").id(2).at(10))
        .watermark(60)
        .process(session("a").id(1).at(-20).page("/earlier"), session("a").id(3).at(12));
    assertThat(harness.sessions()).hasSize(1);

    List<Session> changes = harness.watermark(61).sessions();

    assertThat(changes)
        .extracting(change -> change.rowKind)
        .containsExactly(RowKind.INSERT, RowKind.UPDATE_BEFORE, RowKind.UPDATE_AFTER);
    assertThat(changes.get(1).startMillis).isEqualTo(changes.get(0).startMillis);
    Session row = harness.table().get("a");
    assertThat(row.revision).isEqualTo(1);
    assertThat(row.events).isEqualTo(3);
    assertThat(row.text(TestEvents.FIRST_PAGE)).isEqualTo("/earlier");
  }

  @Test
  void aNamedSessionIsOneHoweverLongItsSilence() throws Exception {
    harness
        .process(session("a").id(1).at(0))
        .watermark(5 * 60)
        .process(session("a").id(2).at(5 * 60));

    Session row = harness.end().table().get("a");

    assertThat(row.events).isEqualTo(2);
    assertThat(row.revision).isEqualTo(1);
  }

  @Test
  void anIdThatComesBackAfterItsSessionIsAnotherSessionWhateverTheWatermark() throws Exception {
    harness.process(session("a").id(1).at(0), session("a").id(2).at(49 * 60));

    assertThat(harness.end().sessions())
        .extracting(row -> row.rowKind, row -> row.events, row -> row.truncated)
        .containsExactlyInAnyOrder(
            tuple(RowKind.INSERT, 1L, false), tuple(RowKind.INSERT, 1L, false));
  }

  @Test
  void aSessionWhoseIdCameBackGoesOnWhileTheOneBeforeIsStillKnown() throws Exception {
    harness.process(
        session("a").id(1).at(0),
        session("a").id(2).at(49 * 60 + 1),
        session("a").id(3).at(49 * 60 + 2),
        session("a").id(4).at(49 * 60),
        session("a").id(5).at(10),
        session("a").id(6).at(47 * 60));

    assertThat(harness.end().sessions())
        .extracting(row -> row.rowKind, row -> row.events, row -> row.truncated)
        .containsExactlyInAnyOrder(
            tuple(RowKind.INSERT, 2L, true), tuple(RowKind.INSERT, 3L, false));
    assertThat(harness.counts()).containsEntry(CountedRecord.BEYOND_BOUND, 1L);
  }

  @Test
  void marksTheRowsOfEventsThatCountInASession() throws Exception {
    harness
        .process(session("a").id(1).at(0), neither(2).at(0))
        .watermark(72 * 60)
        .process(session("b").id(3).at(0));

    assertThat(harness.silver())
        .extracting(row -> row.getBoolean(TestEvents.IN_SESSION))
        .containsExactly(true, false, false);
  }

  @Test
  void aUsersSessionEndsAfterTheGap() throws Exception {
    harness.process(user("u").id(1).at(0), user("u").id(2).at(29.9), user("u").id(3).at(29.9 + 30));

    assertThat(harness.end().table().values())
        .extracting(row -> row.events)
        .containsExactlyInAnyOrder(2L, 1L);
  }

  @Test
  void anEventThatBridgesTwoWrittenSessionsRetractsBoth() throws Exception {
    harness
        .process(user("u").id(1).at(0), user("u").id(3).at(50))
        .watermark(100)
        .process(user("u").id(2).at(25));

    List<Session> changes = harness.watermark(101).sessions();

    assertThat(changes)
        .extracting(change -> change.rowKind)
        .containsExactly(
            RowKind.INSERT,
            RowKind.INSERT,
            RowKind.UPDATE_BEFORE,
            RowKind.UPDATE_BEFORE,
            RowKind.UPDATE_AFTER);
    assertThat(harness.table()).hasSize(1);
    assertThat(harness.table().values().iterator().next().events).isEqualTo(3);
  }

  @Test
  void aUsersSessionIdComesFromItsFirstEvent() throws Exception {
    harness.process(user("u").id(7).at(0), user("u").id(8).at(1)).watermark(40);
    try (SessionHarness other = SessionHarness.fresh()) {
      other.process(user("u").id(8).at(1), user("u").id(7).at(0)).watermark(40);

      assertThat(other.table().keySet()).isEqualTo(harness.table().keySet());
      assertThat(other.table().keySet()).allMatch(id -> id.matches("u-[0-9a-f-]{36}"));
    }
  }

  /** A browser may well send an id of that form. */
  @Test
  void itIsToldWhoMadeTheIdOfASession() throws Exception {
    String lookalike = "u-" + new UUID(1, 2);
    harness.process(user("u").id(7).at(0), session(lookalike).id(8).at(1)).watermark(40);

    Map<String, Session> table = harness.table();
    assertThat(table).hasSize(2);
    table.forEach(
        (key, row) -> assertThat(row.idDerived).isEqualTo(!row.sessionId.equals(lookalike)));
  }

  @Test
  void anEventWithNeitherIsOnlyDeduplicated() throws Exception {
    harness.process(neither(1).at(0), neither(1).at(0), neither(2).at(0)).end();

    assertThat(harness.silverRows()).isEqualTo(2);
    assertThat(harness.sessions()).isEmpty();
    assertThat(harness.counts()).containsEntry(CountedRecord.NO_SESSION, 2L);
  }

  @Test
  void anEventOfAForgottenSessionIsLate() throws Exception {
    harness.process(session("a").id(1).at(0)).watermark(49 * 60).process(session("a").id(2).at(1));

    assertThat(harness.late()).hasSize(1);
    assertThat(harness.late().get(0).sessionId).isEqualTo("a");
    assertThat(harness.silverRows()).isEqualTo(2);
    assertThat(harness.counts()).containsEntry(CountedRecord.LATE, 1L);
    assertThat(harness.end().table().get("a").events).isEqualTo(1);
  }

  @Test
  void anEventOfAForgottenSessionIsLateAlsoRightAfterARestart() throws Exception {
    harness.process(session("a").id(1).at(0)).watermark(49 * 60);
    harness = harness.restored();

    harness.process(session("a").id(2).at(1), session("b").id(3).at(48 * 60)).end();

    assertThat(harness.late()).hasSize(1);
    assertThat(harness.table().keySet()).containsExactly("b");
  }

  @Test
  void aRepetitionOfALateEventIsDropped() throws Exception {
    harness.watermark(49 * 60).process(session("a").id(2).at(1), session("a").id(2).at(1));

    assertThat(harness.late()).hasSize(1);
    assertThat(harness.silverRows()).isEqualTo(1);
  }

  @Test
  void aSessionIdThatComesBackLaterNeverMeetsItsOldRow() throws Exception {
    // The most adverse moment: each minute from the first event's on, until its state is gone.
    for (int hour = 24; hour <= 75; hour++) {
      try (SessionHarness each = SessionHarness.fresh()) {
        each.process(session("a").id(1).at(0)).watermark(hour * 60);
        each.process(session("a").id(2).at(hour * 60 - 23.9 * 60)).end();

        long rows = each.sessions().stream().filter(row -> row.rowKind == RowKind.INSERT).count();
        long days =
            each.sessions().stream()
                .filter(row -> row.rowKind == RowKind.INSERT)
                .map(row -> Math.floorDiv(row.startMillis, 24 * TestEvents.HOUR))
                .distinct()
                .count();
        assertThat(rows).as("rows at hour %d", hour).isEqualTo(days);
      }
    }
  }

  @Test
  void aSessionIsBoundedInTime() throws Exception {
    harness.process(
        session("a").id(1).at(0), session("a").id(2).at(24 * 60), session("a").id(3).at(24 * 60.1));

    Session row = harness.end().table().get("a");

    assertThat(row.truncated).isTrue();
    assertThat(row.events).isEqualTo(2);
    assertThat(harness.silverRows()).isEqualTo(3);
    assertThat(harness.counts()).containsEntry(CountedRecord.BEYOND_BOUND, 1L);
  }

  @Test
  void aSessionIsBoundedInSizeAndItsDuplicatesAreStillDropped() throws Exception {
    int events = SessionHarness.MAX_EVENTS + 50;
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < events; i++) {
        harness.process(session("a").id(i).at(i * 0.01));
      }
    }

    Session row = harness.end().table().get("a");

    assertThat(row.events).isEqualTo(SessionHarness.MAX_EVENTS);
    assertThat(row.truncated).isTrue();
    assertThat(harness.counts())
        .containsEntry(CountedRecord.SILVER, (long) events)
        .containsEntry(CountedRecord.DUPLICATE, (long) events)
        .containsEntry(CountedRecord.BEYOND_BOUND, 50L);
    assertThat(harness.stateEntries()).isZero();
  }

  @Test
  void duplicatesOfALongSessionAreDroppedWhileItsTimersFire() throws Exception {
    int events = 3_000;
    for (int i = 0; i < events; i++) {
      harness.process(session("a").id(i).at(i * 0.05));
      if (i >= 50) {
        harness.process(session("a").id(i - 50).at((i - 50) * 0.05));
      }
      if (i % 20 == 0) {
        harness.watermark(i * 0.05);
      }
    }

    assertThat(harness.silverRows()).isEqualTo(events);
  }

  /** Fault 32: every record five times, in whatever order. */
  @Test
  void repetitionsAreDroppedAndLeaveTheStateAsItIs() throws Exception {
    long once = 0;
    for (int time = 0; time < 5; time++) {
      for (int i = 0; i < 600; i++) {
        int event = time % 2 == 0 ? i : 599 - i;
        harness.process(session("s" + event % 200).id(event).at(event / 60.0));
      }

      once = time == 0 ? harness.stateBytes() : once;
    }

    assertThat(harness.silverRows()).isEqualTo(600);
    assertThat(harness.counts()).containsEntry(CountedRecord.DUPLICATE, 4 * 600L);
    assertThat(harness.stateBytes()).isEqualTo(once);
    harness.end();
    assertThat(harness.table()).hasSize(200);
    assertThat(harness.table().values()).allMatch(session -> session.events == 3);
  }

  /** Fault 40: a session that never ends has every second event, for days. */
  @Test
  void theStateOfAHotKeyThatNeverEndsDoesNotGrow() throws Exception {
    int day = 24 * 60;
    long secondDay = 0;
    for (int minute = 0; minute < 6 * day; minute++) {
      harness.process(session("hot").id(minute).at(minute));
      harness.process(session("s" + minute).id(minute).at(minute)).watermark(minute);
      secondDay = minute == 2 * day ? harness.stateBytes() : secondDay;
    }

    assertThat(harness.stateBytes()).isLessThan(secondDay * 11 / 10);
    assertThat(harness.silverRows()).isEqualTo(2 * 6 * day);
    long bounded = SessionHarness.MAX_EVENTS;
    assertThat(harness.sessions())
        .filteredOn(session -> session.sessionId.equals("hot"))
        .isNotEmpty()
        .allMatch(session -> session.events <= bounded);
  }

  @Test
  void stateIsEmptyAtTheEnd() throws Exception {
    harness.process(
        session("a").id(1).at(0), user("u").id(2).at(1), neither(3).at(2), neither(4).at(2));
    assertThat(harness.stateEntries()).isEqualTo(4);

    harness.watermark(24 * 60 + 40).watermark(48 * 60 + 40);

    assertThat(harness.stateEntries()).isZero();
    assertThat(harness.timers()).isZero();
  }

  @Test
  void oneTimerForEachKey() throws Exception {
    for (int i = 0; i < 50; i++) {
      harness.process(session("a").id(i).at(i));
    }

    assertThat(harness.timers()).isEqualTo(1);
  }

  @Test
  void goesOnFromASnapshot() throws Exception {
    harness.process(session("a").id(1).at(0).page("/home"), user("u").id(9).at(0)).watermark(40);
    harness = harness.restored();
    harness.process(
        session("a").id(1).at(0), session("a").id(2).at(5).click("x", 3), user("u").id(9).at(0));

    List<Session> changes = harness.watermark(41).sessions();

    assertThat(harness.silverRows()).isEqualTo(1);
    assertThat(changes)
        .extracting(change -> change.rowKind + " " + change.sessionId + " " + change.revision)
        .containsExactly("UPDATE_BEFORE a 0", "UPDATE_AFTER a 1");
    assertThat(changes.get(1).text(TestEvents.FIRST_PAGE)).isEqualTo("/home");
    assertThat(changes.get(1).text(TestEvents.TARGET)).isEqualTo("x");
  }

  @Test
  void anEventOfASessionForgottenBeforeASnapshotIsLateAfterIt() throws Exception {
    harness.process(session("a").id(1).at(0)).watermark(40).watermark(48 * 60 + 40);
    assertThat(harness.stateEntries()).isZero();
    harness = harness.restored();

    harness.process(session("a").id(2).at(1)).end();

    assertThat(harness.late()).hasSize(1);
    assertThat(harness.sessions()).isEmpty();
  }

  @Test
  void overflowedIdsSurviveASnapshot() throws Exception {
    int events = 3 * SeenIds.CAPACITY;
    for (int i = 0; i < events; i++) {
      harness.process(session("a").id(i).at(0));
    }

    harness = harness.restored();
    for (int i = 0; i < events; i++) {
      harness.process(session("a").id(i).at(0));
    }

    assertThat(harness.silverRows()).isZero();
  }
}
