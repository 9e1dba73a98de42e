package io.eventlake.operator.rebuild;

import io.eventlake.event.SessionWithSegments;
import io.eventlake.operator.segment.SegmentMembership;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Joins the sessions of a user with the segments that were active at their start, by the table. As
 * the stream's lookup, but it knows the past. Only for batch execution, where a user's records come
 * together, memberships first.
 */
public final class SegmentsAsOfStart
    extends KeyedProcessFunction<String, MembershipOrSession, SessionWithSegments> {

  private static final long serialVersionUID = 1L;

  private transient String user;
  private transient List<SegmentMembership> memberships;

  @Override
  public void processElement(
      MembershipOrSession record, Context context, Collector<SessionWithSegments> out) {
    if (!context.getCurrentKey().equals(user)) {
      user = context.getCurrentKey();
      memberships = new ArrayList<>();
    }

    if (record.order == MembershipOrSession.MEMBERSHIP) {
      memberships.add(
          new SegmentMembership(record.segmentKey, record.validFromMillis, record.validToMillis));
    } else {
      out.collect(
          new SessionWithSegments(
              record.session, SegmentMembership.activeAt(memberships, record.session.startMillis)));
    }
  }
}
