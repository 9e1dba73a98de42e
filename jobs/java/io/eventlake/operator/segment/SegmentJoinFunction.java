package io.eventlake.operator.segment;

import io.eventlake.event.OldSession;
import io.eventlake.event.Session;
import io.eventlake.event.SessionWithSegments;
import io.eventlake.operator.metric.JobMetrics;
import java.util.Collections;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.apache.flink.types.RowKind;

/**
 * Joins a session with the segments that were active at its start (design: semantics, section 5). A
 * lookup that fails or takes too long gives null segments: the stream never stops for it.
 *
 * <p>Results must stay in order, as a retraction comes before its replacement: {@code
 * AsyncDataStream.orderedWait}.
 */
public final class SegmentJoinFunction extends RichAsyncFunction<Session, SessionWithSegments> {

  private static final long serialVersionUID = 1L;

  private static final String[] NONE = {};

  private final SegmentLookup lookup;

  private transient Counter lookups;
  private transient Counter failures;
  private transient Counter timeouts;

  public SegmentJoinFunction(SegmentLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public void open(OpenContext context) {
    JobMetrics metrics = new JobMetrics(getRuntimeContext().getMetricGroup());
    lookups = metrics.segmentLookups();
    failures = metrics.segmentLookupFailures();
    timeouts = metrics.segmentLookupTimeouts();
    lookup.open();
  }

  @Override
  public void asyncInvoke(Session session, ResultFuture<SessionWithSegments> result) {
    // It may come from the state of an older release.
    OldSession.upgrade(session);
    // A retraction is recognised by its key alone.
    if (session.rowKind == RowKind.UPDATE_BEFORE || session.userId == null) {
      complete(result, session, NONE);
      return;
    }

    lookups.inc();
    lookup
        .memberships(session.userId)
        .whenComplete(
            (memberships, failure) -> {
              if (failure == null) {
                complete(
                    result, session, SegmentMembership.activeAt(memberships, session.startMillis));
              } else {
                (isTimeout(failure) ? timeouts : failures).inc();
                complete(result, session, null);
              }
            });
  }

  @Override
  public void close() {
    lookup.close();
  }

  private static boolean isTimeout(Throwable failure) {
    return failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException;
  }

  private static void complete(
      ResultFuture<SessionWithSegments> result, Session session, String[] segments) {
    result.complete(Collections.singleton(new SessionWithSegments(session, segments)));
  }
}
