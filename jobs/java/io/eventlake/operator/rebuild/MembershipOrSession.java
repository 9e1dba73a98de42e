package io.eventlake.operator.rebuild;

import io.eventlake.event.Session;

/**
 * A row of {@code silver.user_segments} or a session, of one user: input of {@link
 * SegmentsAsOfStart}. A mutable bean, as Flink serializes it.
 */
public class MembershipOrSession {

  /** Memberships come first. */
  public static final long MEMBERSHIP = 0;

  public static final long SESSION = 1;

  public String userId;

  /** {@link #MEMBERSHIP} or {@link #SESSION}, by which a user's records are sorted. */
  public long order;

  /** Null with a membership. */
  public Session session;

  public String segmentKey;

  /** Epoch milliseconds; the end exclusive, and the maximum while the membership lasts. */
  public long validFromMillis;

  public long validToMillis;

  public MembershipOrSession() {}

  public static MembershipOrSession session(Session session) {
    MembershipOrSession result = new MembershipOrSession();
    // A session without user is in no segment, whoever it is put with.
    result.userId = session.userId == null ? "" : session.userId;
    result.order = SESSION;
    result.session = session;
    return result;
  }

  public static MembershipOrSession membership(
      String userId, String segmentKey, long validFromMillis, long validToMillis) {
    MembershipOrSession result = new MembershipOrSession();
    result.userId = userId;
    result.order = MEMBERSHIP;
    result.segmentKey = segmentKey;
    result.validFromMillis = validFromMillis;
    result.validToMillis = validToMillis;
    return result;
  }
}
