package io.eventlake.operator.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.types.StringValue;

/**
 * Reads formats 1 and 2 of session state, in which one family had its numbers one by one: they are
 * the first sums, flags and texts of its tally now. Ids were kept whole, each with a minute.
 */
final class OldSessionFormat {

  /** Between the sums stands the number of events. */
  private static final int COUNTS = 3;

  private static final int SUMS = 4;

  /** In the order of that format, where each text is now. */
  private static final int[] TEXTS = {
    SessionTexts.FAMILY,
    SessionTexts.FAMILY + 1,
    SessionTexts.FAMILY + 2,
    SessionTexts.FAMILY + 3,
    SessionTexts.USER,
    SessionTexts.FAMILY + 4
  };

  private static final int FLAG = 1;
  private static final int TRUNCATED = 2;
  private static final int CHANGED = 4;

  private static final int OVERFLOWED = 1;
  private static final int TIMER_FORGETS = 2;

  private static final long MINUTE = 60_000L;

  private OldSessionFormat() {}

  static SessionState read(DataInputView in) throws IOException {
    SessionState state = new SessionState();
    int ids = in.readByte();
    for (int i = 0; i < ids; i++) {
      state.seen.add(Fingerprints.of(in.readLong(), in.readLong()), hour(in.readInt()));
    }

    // In format 1 a boolean, and a timer never forgot a state unread.
    int flags = in.readByte();
    state.overflowed = (flags & OVERFLOWED) != 0;
    state.timerForgets = (flags & TIMER_FORGETS) != 0;
    state.seenUntilHour = hour(in.readInt());
    state.expireOverflowAt = in.readLong();
    state.lastEventMillis = in.readLong();
    state.timer = in.readLong();
    int sessions = in.readInt();
    state.sessions = new ArrayList<>(sessions);
    for (int i = 0; i < sessions; i++) {
      state.sessions.add(readSession(in));
    }

    return state;
  }

  private static SessionAggregate readSession(DataInputView in) throws IOException {
    SessionAggregate session = new SessionAggregate();
    session.start = in.readLong();
    session.end = in.readLong();
    session.firstHigh = in.readLong();
    session.firstLow = in.readLong();
    session.sums = new long[SUMS];
    for (int i = 0; i < COUNTS; i++) {
      session.sums[i] = in.readInt();
    }

    session.events = in.readLong();
    session.sums[COUNTS] = Sums.ofState(in.readLong());
    int flags = in.readByte();
    session.flags = flags & FLAG;
    session.truncated = (flags & TRUNCATED) != 0;
    session.changed = (flags & CHANGED) != 0;
    for (int text : TEXTS) {
      readText(session.texts, text, in);
    }

    session.revision = in.readInt();
    int numbers = in.readInt();
    if (numbers > 0) {
      session.written = new long[numbers];
      for (int i = 0; i < numbers; i++) {
        session.written[i] = in.readLong();
      }
    }

    return session;
  }

  private static void readText(SessionTexts texts, int text, DataInputView in) throws IOException {
    String value = StringValue.readString(in);
    if (value != null) {
      byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
      texts.set(text, utf8, in.readLong(), in.readLong(), in.readLong());
    }
  }

  /** Kept until the end of the hour; the two ends of all numbers are those of hours, too. */
  private static int hour(int minute) {
    if (minute == Integer.MAX_VALUE || minute == Integer.MIN_VALUE) {
      return minute;
    }

    return SeenIds.hourAfter(minute * MINUTE - 1);
  }
}
