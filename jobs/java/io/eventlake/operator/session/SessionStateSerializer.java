package io.eventlake.operator.session;

import io.eventlake.operator.state.Varint;
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

  private static final int VERSION = 3;

  /** The first that knows of tallies. */
  private static final int GENERIC = 3;

  private static final int OVERFLOWED = 1;
  private static final int TIMER_FORGETS = 2;
  private static final int HAS_LAST_EVENT = 4;
  private static final int HAS_TIMER = 8;
  private static final int HAS_EXPIRY = 16;

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
    boolean hasLast = state.lastEventMillis != Long.MIN_VALUE;
    boolean hasTimer = state.timer != Long.MAX_VALUE;
    boolean hasExpiry = state.expireOverflowAt != Long.MIN_VALUE;
    out.writeByte(
        (state.overflowed ? OVERFLOWED : 0)
            | (state.timerForgets ? TIMER_FORGETS : 0)
            | (hasLast ? HAS_LAST_EVENT : 0)
            | (hasTimer ? HAS_TIMER : 0)
            | (hasExpiry ? HAS_EXPIRY : 0));
    int lastHour = SeenIdsFormat.write(state.seen, out);
    Varint.writeSigned((long) state.seenUntilHour - lastHour, out);
    long base = SeenIds.millisOf(state.seenUntilHour);
    if (hasLast) {
      Varint.writeSigned(state.lastEventMillis - base, out);
    }
    if (hasTimer) {
      Varint.writeSigned(state.timer - base, out);
    }
    if (hasExpiry) {
      Varint.writeSigned(state.expireOverflowAt - base, out);
    }

    Varint.write(state.sessions.size(), out);
    for (SessionAggregate session : state.sessions) {
      SessionAggregateFormat.write(session, base, out);
    }
  }

  @Override
  protected SessionState read(int format, DataInputView in) throws IOException {
    if (format < GENERIC) {
      return OldSessionFormat.read(in);
    }

    SessionState state = new SessionState();
    int flags = in.readByte();
    state.overflowed = (flags & OVERFLOWED) != 0;
    state.timerForgets = (flags & TIMER_FORGETS) != 0;
    int lastHour = SeenIdsFormat.read(state.seen, in);
    state.seenUntilHour = (int) (lastHour + Varint.readSigned(in));
    // Always known, and near to all that is.
    long base = SeenIds.millisOf(state.seenUntilHour);
    state.lastEventMillis =
        (flags & HAS_LAST_EVENT) == 0 ? Long.MIN_VALUE : base + Varint.readSigned(in);
    state.timer = (flags & HAS_TIMER) == 0 ? Long.MAX_VALUE : base + Varint.readSigned(in);
    state.expireOverflowAt =
        (flags & HAS_EXPIRY) == 0 ? Long.MIN_VALUE : base + Varint.readSigned(in);
    int sessions = (int) Varint.read(in);
    state.sessions = new ArrayList<>(sessions);
    for (int i = 0; i < sessions; i++) {
      state.sessions.add(SessionAggregateFormat.read(base, in));
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
