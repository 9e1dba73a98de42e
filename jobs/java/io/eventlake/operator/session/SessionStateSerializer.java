package io.eventlake.operator.session;

import io.eventlake.operator.state.VersionedSerializer;
import java.io.IOException;
import java.util.ArrayList;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes session state compactly. The first byte is the version of the format: a newer serializer
 * reads all older ones, so that savepoints restore.
 */
public final class SessionStateSerializer extends VersionedSerializer<SessionState> {

  private static final long serialVersionUID = 1L;

  /** In the first a timer never forgot a state unread, and the byte of the flags was a boolean. */
  private static final int VERSION = 2;

  private static final int OVERFLOWED = 1;
  private static final int TIMER_FORGETS = 2;

  public SessionStateSerializer() {
    super("session state", VERSION);
  }

  /** Each with a buffer of its own. */
  @Override
  public SessionStateSerializer duplicate() {
    return new SessionStateSerializer();
  }

  @Override
  protected void write(SessionState state, DataOutputView out) throws IOException {
    out.writeByte(state.seen.size());
    for (int i = 0; i < state.seen.size(); i++) {
      out.writeLong(state.seen.high(i));
      out.writeLong(state.seen.low(i));
      out.writeInt(state.seen.untilMinute(i));
    }

    out.writeByte((state.overflowed ? OVERFLOWED : 0) | (state.timerForgets ? TIMER_FORGETS : 0));
    out.writeInt(state.seenUntilMinute);
    out.writeLong(state.expireOverflowAt);
    out.writeLong(state.lastEventMillis);
    out.writeLong(state.timer);
    out.writeInt(state.sessions.size());
    for (SessionAggregate session : state.sessions) {
      SessionAggregateFormat.write(session, out);
    }
  }

  @Override
  protected SessionState read(int format, DataInputView in) throws IOException {
    SessionState state = new SessionState();
    int ids = in.readByte();
    for (int i = 0; i < ids; i++) {
      state.seen.add(in.readLong(), in.readLong(), in.readInt());
    }

    int flags = in.readByte();
    state.overflowed = (flags & OVERFLOWED) != 0;
    state.timerForgets = (flags & TIMER_FORGETS) != 0;
    state.seenUntilMinute = in.readInt();
    state.expireOverflowAt = in.readLong();
    state.lastEventMillis = in.readLong();
    state.timer = in.readLong();
    int sessions = in.readInt();
    state.sessions = new ArrayList<>(sessions);
    for (int i = 0; i < sessions; i++) {
      state.sessions.add(SessionAggregateFormat.read(in));
    }

    return state;
  }

  @Override
  public SessionState createInstance() {
    return new SessionState();
  }

  @Override
  public SessionState copy(SessionState from) {
    return from.copy();
  }

  @Override
  public TypeSerializerSnapshot<SessionState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Every version of the format is read by this serializer, so the snapshot holds nothing. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SessionState> {

    public Snapshot() {
      super(SessionStateSerializer::new);
    }
  }
}
