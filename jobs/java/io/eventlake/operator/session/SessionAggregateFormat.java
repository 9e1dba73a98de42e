package io.eventlake.operator.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** The bytes of a session within the state of its key, format 1. */
final class SessionAggregateFormat {

  private static final int SAW_COMPARISON = 1;
  private static final int TRUNCATED = 2;
  private static final int CHANGED = 4;

  private static final int MORE_BITS = 0x80;

  private SessionAggregateFormat() {}

  static void write(SessionAggregate session, DataOutputView out) throws IOException {
    out.writeLong(session.start);
    out.writeLong(session.end);
    out.writeLong(session.firstHigh);
    out.writeLong(session.firstLow);
    out.writeInt(session.pageViews);
    out.writeInt(session.interactions);
    out.writeInt(session.clicks);
    out.writeLong(session.events);
    out.writeLong(session.payoutCents);
    out.writeByte(
        (session.sawComparison ? SAW_COMPARISON : 0)
            | (session.truncated ? TRUNCATED : 0)
            | (session.changed ? CHANGED : 0));
    for (SessionText text : SessionText.values()) {
      write(session.texts, text, out);
    }

    out.writeInt(session.revision);
    out.writeInt(session.written.length);
    for (long number : session.written) {
      out.writeLong(number);
    }
  }

  static SessionAggregate read(DataInputView in) throws IOException {
    SessionAggregate session = new SessionAggregate();
    session.start = in.readLong();
    session.end = in.readLong();
    session.firstHigh = in.readLong();
    session.firstLow = in.readLong();
    session.pageViews = in.readInt();
    session.interactions = in.readInt();
    session.clicks = in.readInt();
    session.events = in.readLong();
    session.payoutCents = Payout.ofState(in.readLong());
    int flags = in.readByte();
    session.sawComparison = (flags & SAW_COMPARISON) != 0;
    session.truncated = (flags & TRUNCATED) != 0;
    session.changed = (flags & CHANGED) != 0;
    for (SessionText text : SessionText.values()) {
      read(session.texts, text, in);
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

  private static void write(SessionTexts texts, SessionText text, DataOutputView out)
      throws IOException {
    if (!texts.has(text)) {
      StringValue.writeString(null, out);
      return;
    }

    writeText(texts.utf8(text), out);
    out.writeLong(texts.time(text));
    out.writeLong(texts.high(text));
    out.writeLong(texts.low(text));
  }

  /** The form of {@link StringValue}, in which a text of ASCII is its length and its bytes. */
  private static void writeText(byte[] utf8, DataOutputView out) throws IOException {
    if (!ascii(utf8)) {
      StringValue.writeString(new String(utf8, StandardCharsets.UTF_8), out);
      return;
    }

    // The length is one more than it is, as 0 stands for null; seven bits a byte, the low ones
    // first.
    int length = utf8.length + 1;
    for (; length >= MORE_BITS; length >>>= 7) {
      out.write(length | MORE_BITS);
    }

    out.write(length);
    out.write(utf8);
  }

  private static boolean ascii(byte[] bytes) {
    int bits = 0;
    for (byte each : bytes) {
      bits |= each;
    }

    return bits >= 0;
  }

  private static void read(SessionTexts texts, SessionText text, DataInputView in)
      throws IOException {
    String value = StringValue.readString(in);
    if (value != null) {
      byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
      texts.set(text, utf8, in.readLong(), in.readLong(), in.readLong());
    }
  }
}
