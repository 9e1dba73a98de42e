package io.eventlake.operator.session;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** The bytes of a session within the state of its key, format 1. */
final class SessionAggregateFormat {

  private static final int SAW_COMPARISON = 1;
  private static final int TRUNCATED = 2;
  private static final int CHANGED = 4;

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
    write(session.firstPage, out);
    write(session.lastPage, out);
    write(session.variant, out);
    write(session.country, out);
    write(session.user, out);
    write(session.clickTarget, out);
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
    session.payoutCents = in.readLong();
    int flags = in.readByte();
    session.sawComparison = (flags & SAW_COMPARISON) != 0;
    session.truncated = (flags & TRUNCATED) != 0;
    session.changed = (flags & CHANGED) != 0;
    read(session.firstPage, in);
    read(session.lastPage, in);
    read(session.variant, in);
    read(session.country, in);
    read(session.user, in);
    read(session.clickTarget, in);
    session.revision = in.readInt();
    session.written = new long[in.readInt()];
    for (int i = 0; i < session.written.length; i++) {
      session.written[i] = in.readLong();
    }

    return session;
  }

  private static void write(OrderedText text, DataOutputView out) throws IOException {
    StringValue.writeString(text.text, out);
    if (text.text != null) {
      out.writeLong(text.time);
      out.writeLong(text.high);
      out.writeLong(text.low);
    }
  }

  private static void read(OrderedText text, DataInputView in) throws IOException {
    String value = StringValue.readString(in);
    if (value != null) {
      text.set(value, in.readLong(), in.readLong(), in.readLong());
    }
  }
}
