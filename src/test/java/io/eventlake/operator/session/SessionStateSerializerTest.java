package io.eventlake.operator.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.event.EventEnvelope;
import io.eventlake.testing.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.junit.jupiter.api.Test;

/** The bytes of session state: a contract with every savepoint of a release. */
class SessionStateSerializerTest {

  private static final SessionStateSerializer SERIALIZER = new SessionStateSerializer();

  /** Design: performance, goal 5. */
  private static final int MOST_BYTES_OF_20_EVENTS = 1_024;

  @Test
  void readsWhatItWrote() throws IOException {
    SessionState state = richState();
    DataInputDeserializer in = new DataInputDeserializer(bytes(state));

    assertSame(SERIALIZER.deserialize(in), state);
    assertThat(in.available()).isZero();
    assertSame(SERIALIZER.copy(state), state);
    assertSame(read(bytes(new SessionState())), new SessionState());
  }

  @Test
  void readsTheNotesThatItWrote() throws IOException {
    SessionState state = richState();
    state.sessions.add(notedSession());
    SessionAggregate open = notedSession();
    open.written = new long[0];
    open.notes = new SessionNotes(0);
    open.notes.add(1, 2, 3, new byte[] {4});
    state.sessions.add(open);

    assertSame(read(bytes(state)), state);
    assertSame(SERIALIZER.copy(state), state);
  }

  @Test
  void aCopyOfTheBytesIsTheSame() throws IOException {
    byte[] written = bytes(richState());
    DataOutputSerializer out = new DataOutputSerializer(written.length);

    SERIALIZER.copy(new DataInputDeserializer(written), out);

    assertThat(out.getCopyOfBuffer()).isEqualTo(written);
  }

  @Test
  void writesTheSameToAnyStream() throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    DataOutputView out = new DataOutputViewStreamWrapper(stream);
    SERIALIZER.serialize(richState(), out);
    SERIALIZER.serialize(new SessionState(), out);

    DataInputDeserializer in = new DataInputDeserializer(stream.toByteArray());
    assertSame(SERIALIZER.deserialize(in), richState());
    assertSame(SERIALIZER.deserialize(in), new SessionState());
    assertThat(in.available()).isZero();
    assertThat(SERIALIZER.duplicate()).isEqualTo(SERIALIZER).isNotSameAs(SERIALIZER);
  }

  @Test
  void textsOfAnyFormAreReadAsTheyWere() throws IOException {
    for (String start : List.of("", "a", "\u007f", "\u05e9", "\ud83d\ude00", "A0", "sha256:")) {
      for (String end :
          List.of("", "p".repeat(130), "0af9".repeat(16), "f".repeat(7), "ab1".repeat(9))) {
        SessionState state = richState();
        set(state.sessions.get(0), SessionTexts.USER, start + end, 17);
        set(state.sessions.get(0), SessionTexts.FAMILY, start + end + start, 17);
        set(state.sessions.get(0), SessionTexts.FAMILY + TestEvents.TARGET, end + start, 8);

        assertSame(read(bytes(state)), state);
      }
    }
  }

  /** A family that has come to keep more finds nothing of it in older state, and goes on. */
  @Test
  void aTallyMayGrow() throws Exception {
    SessionState state = new SessionState();
    SessionAggregate session = new SessionAggregate();
    session.sums = new long[] {7};
    set(session, SessionTexts.USER, "user", 0);
    state.sessions.add(session);

    SessionAggregate grown = read(bytes(state)).sessions.get(0);
    grown.add(TestEvents.session("a").id(3).at(0).page("/home").build(), TestEvents.FACTS);

    assertThat(grown.sums).containsExactly(8, 0, 0, 0);
    assertThat(grown.texts.get(SessionTexts.USER)).isEqualTo("user");
    assertThat(grown.texts.get(SessionTexts.FAMILY)).isEqualTo("/home");
  }

  /** A new format comes with a file of its own; a released one is never written anew. */
  @Test
  void readsTheStateOfRelease010() throws IOException {
    assertSame(read(resource("/state/0.1.0/session-state.bin")), richState());
  }

  @Test
  void readsFormat2() throws IOException {
    SessionState state = richState();
    state.timerForgets = true;

    assertSame(read(resource("/state/format-2/session-state.bin")), state);
  }

  @Test
  void writesFormat3() throws IOException {
    SessionState state = richState();
    state.timerForgets = true;
    SessionAggregate settled = new SessionAggregate();
    settled.start = 1_772_359_200_040L;
    settled.end = 1_772_359_200_041L;
    settled.events = 42;
    settled.revision = 43;
    settled.changed = false;
    settled.settle();
    state.sessions.add(settled);
    byte[] fixed = resource("/state/format-3/session-state.bin");

    assertSame(read(fixed), state);
    assertThat(bytes(state)).isEqualTo(fixed);
  }

  /** What has none is written as before there were notes: see the file above. */
  @Test
  void writesNotesInFormat3() throws IOException {
    SessionState state = richState();
    state.sessions.add(notedSession());
    byte[] fixed = resource("/state/format-3/session-notes.bin");

    assertSame(read(fixed), state);
    assertThat(bytes(state)).isEqualTo(fixed);
  }

  @Test
  void refusesAFormatItDoesNotKnow() throws IOException {
    byte[] newer = bytes(richState());
    newer[0] = 9;

    assertThatThrownBy(() -> read(newer))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "session state has format 9, this job reads up to 3: restore it with a newer release");
  }

  @Test
  void aSessionOf20EventsTakesAKilobyteAtMost() throws IOException {
    SessionBounds bounds =
        new SessionBounds(Duration.ofMinutes(30), Duration.ofHours(24), Duration.ofHours(24), 100);
    SessionRules rules = new SessionRules(bounds, TestEvents.FACTS);
    SessionState state = new SessionState();
    for (int i = 0; i < 20; i++) {
      EventEnvelope event =
          TestEvents.session("0b8f8e1c-6f0e-4a9e-9d57-3f3d2c1b0a99")
              .id(i)
              .at(i)
              .page("https://shop.example/compare/" + "p".repeat(60) + "?step=" + i)
              .click("partner-of-the-month", 250)
              .build();
      state.seen.add(
          Fingerprints.of(i, i), SeenIds.hourAfter(rules.seenUntil(event, Long.MIN_VALUE)));
      rules.place(state, event, Long.MIN_VALUE);
    }

    SessionAggregate session = state.sessions.get(0);
    set(session, SessionTexts.USER, "f".repeat(64), TestEvents.START);
    SessionChanges.write(session, "s:id", TestEvents.FACTS.tally, row -> {});

    assertThat(session.events).isEqualTo(20);
    assertThat(bytes(state)).hasSizeLessThanOrEqualTo(MOST_BYTES_OF_20_EVENTS);
  }

  /** Without the key and the timer, which take some 85 bytes on RocksDB. */
  @Test
  void aClosedSessionOfFiveEventsTakesLittle() throws IOException {
    Random random = new Random(Seed.of(SessionStateSerializerTest.class, 20_261_127));
    SessionBounds bounds =
        new SessionBounds(Duration.ofMinutes(30), Duration.ofHours(24), Duration.ofHours(24), 100);
    SessionRules rules = new SessionRules(bounds, TestEvents.FACTS);
    SessionState state = new SessionState();
    for (int i = 0; i < 5; i++) {
      EventEnvelope event =
          TestEvents.session("0b8f8e1c-6f0e-4a9e-9d57-3f3d2c1b0a99")
              .at(3 * i)
              .page("https://shop.example/charts/laptops-" + i)
              .build();
      event.idHigh = random.nextLong();
      event.idLow = random.nextLong();
      state.seenUntilHour = SeenIds.hourAfter(rules.seenUntil(event, event.eventTimeMillis));
      state.seen.add(Fingerprints.of(event.idHigh, event.idLow), state.seenUntilHour);
      rules.place(state, event, Long.MIN_VALUE);
    }

    SessionAggregate session = state.sessions.get(0);
    session.texts.set(
        SessionTexts.USER,
        ("sha256:" + "0123456789abcdef".repeat(4)).getBytes(UTF_8),
        session.start,
        session.firstHigh,
        session.firstLow);
    SessionChanges.write(session, "s:id", TestEvents.FACTS.tally, row -> {});
    state.timer = session.end + 48 * TestEvents.HOUR;

    int corrected = bytes(state).length;
    session.settle();
    int settled = bytes(state).length;
    state.seen = new SeenIds();
    int remembered = bytes(state).length;

    assertThat(corrected).isLessThanOrEqualTo(225);
    assertThat(settled).isLessThanOrEqualTo(70);
    assertThat(remembered).isLessThanOrEqualTo(30);
  }

  /** Its id, when it was, and how long it is; and of the row which notes it has. */
  @Test
  void aNoteTakesTwentyBytesMoreThanItself() throws IOException {
    int more = closedSession(TestEvents.NOTING).length - closedSession(TestEvents.FACTS).length;

    assertThat(more).isBetween(5 * (40 + 17), 5 * (40 + 20) + 3);
  }

  /** Of five events, each of which has a page of 40 bytes. */
  private static byte[] closedSession(SessionFacts facts) throws IOException {
    SessionAggregate session = new SessionAggregate();
    session.start = TestEvents.START;
    for (int i = 0; i < 5; i++) {
      session.add(
          TestEvents.session("a").id(i).at(3 * i).page("/" + "p".repeat(39)).build(), facts);
    }

    SessionChanges.write(session, "s:a", facts.tally, row -> {});
    SessionState state = new SessionState();
    state.sessions.add(session);
    return bytes(state);
  }

  @Test
  void itsSnapshotFitsItself() {
    assertThat(
            SERIALIZER
                .snapshotConfiguration()
                .resolveSchemaCompatibility(SERIALIZER.snapshotConfiguration()))
        .matches(TypeSerializerSchemaCompatibility::isCompatibleAsIs);
    assertThat(SERIALIZER.snapshotConfiguration().restoreSerializer()).isEqualTo(SERIALIZER);
  }

  /** Every field with a value of its own; part of the fixtures, so it never changes. */
  private static SessionState richState() {
    SessionState state = new SessionState();
    // Of minutes 29,000,001 and 29,000,003 in the fixtures.
    state.seen.add(Fingerprints.of(1, -2), 483_334);
    state.seen.add(Fingerprints.of(Long.MIN_VALUE, Long.MAX_VALUE), Integer.MAX_VALUE);
    state.seen.add(Fingerprints.of(5, 6), 483_334);
    state.overflowed = true;
    state.seenUntilHour = 483_334;
    state.expireOverflowAt = 1_772_359_200_005L;
    state.lastEventMillis = 1_772_359_200_006L;
    state.timer = 1_772_359_200_007L;
    state.sessions.add(richSession());
    state.sessions.add(new SessionAggregate());
    state.sessions.get(1).sums = new long[4];
    return state;
  }

  /** Grown together of two that were written, and then one more event. */
  private static SessionAggregate notedSession() {
    SessionAggregate session = new SessionAggregate();
    session.start = 1_772_359_200_050L;
    session.end = 1_772_359_200_090L;
    session.events = 5;
    session.written = new long[] {50, 51, 52, 70, 71, 72};
    session.notes = new SessionNotes(0);
    session.notes.add(1_772_359_200_060L, 60, -61, new byte[] {62, -63});
    session.notes.setWritten();
    session.notes.add(1_772_359_200_050L, Long.MIN_VALUE, 53, new byte[200]);
    SessionNotes later = new SessionNotes(0);
    later.add(1_772_359_200_070L, 71, 72, new byte[0]);
    later.setWritten();
    session.notes.addAll(later);
    session.notes.add(1_772_359_200_090L, 91, Long.MAX_VALUE, new byte[] {0, 1, 2});
    return session;
  }

  private static SessionAggregate richSession() {
    SessionAggregate session = new SessionAggregate();
    session.start = 1_772_359_200_008L;
    session.end = 1_772_359_200_009L;
    session.firstHigh = -10;
    session.firstLow = 11;
    session.sums = new long[] {12, 13, 14, 1_600_000_000_000L};
    session.events = 1_500_000_000_000L;
    session.flags = 1;
    session.truncated = true;
    session.changed = false;
    set(session, SessionTexts.FAMILY + TestEvents.FIRST_PAGE, "https://shop.example/", 17);
    set(
        session,
        SessionTexts.FAMILY + TestEvents.LAST_PAGE,
        "https://shop.example/\u05e9\ud83d\ude00",
        20);
    set(session, SessionTexts.FAMILY + TestEvents.VARIANT, "", 23);
    set(session, SessionTexts.USER, "user", 26);
    set(session, SessionTexts.FAMILY + TestEvents.TARGET, "target", 29);
    session.revision = 32;
    session.written = new long[] {33, 34, 35, 36, 37, 38};
    return session;
  }

  /** The numbers of the event are the next two. */
  private static void set(SessionAggregate session, int text, String value, long time) {
    session.texts.set(text, value.getBytes(UTF_8), time, time + 1, time + 2);
  }

  /** Copies, since arrays may be longer than what they hold. */
  private static void assertSame(SessionState actual, SessionState expected) {
    assertThat(actual.copy()).usingRecursiveComparison().isEqualTo(expected.copy());
  }

  private static byte[] bytes(SessionState state) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(512);
    SERIALIZER.serialize(state, out);
    return out.getCopyOfBuffer();
  }

  private static SessionState read(byte[] bytes) throws IOException {
    return SERIALIZER.deserialize(new DataInputDeserializer(bytes));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = SessionStateSerializerTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }
}
