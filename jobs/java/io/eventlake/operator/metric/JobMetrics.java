package io.eventlake.operator.metric;

import io.eventlake.event.RejectReason;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/**
 * What the jobs publish beside Flink's own metrics: all names and dimensions, since alarms go by
 * them. {@code docs/operations.md} tells what each means.
 *
 * <p>The service passes on to CloudWatch what is in its own group and nothing else; a group of key
 * and value becomes a dimension there. Counters count since the process started.
 */
public final class JobMetrics {

  private static final String GROUP = "kinesisanalytics";

  private final MetricGroup group;

  /**
   * @param operator the group of the operator at hand
   */
  public JobMetrics(MetricGroup operator) {
    this.group = operator.addGroup(GROUP);
  }

  /** Records or events with that outcome, by the names of {@code ops.record_counts}. */
  public Counter records(String outcome) {
    return group.addGroup("outcome", outcome).counter("records");
  }

  /** Dead letters by the code of their reason. */
  public Map<RejectReason, Counter> deadLetters() {
    return byReason("deadLetters");
  }

  /** How far the watermark is behind the clock. */
  public WatermarkLag watermarkLag(LongSupplier clock) {
    return group.gauge("watermarkLagMillis", new WatermarkLag(clock));
  }

  /** Open sessions that went to the state backend, since the heap had no room for them. */
  public Counter evictedSessions() {
    return group.counter("evictedSessions");
  }

  /** Lookups of users; counted by any thread. */
  public Counter segmentLookups() {
    return group.counter("segmentLookups", new ThreadSafeSimpleCounter());
  }

  /** Lookups that gave no segments; counted by any thread. */
  public Counter segmentLookupFailures() {
    return group.counter("segmentLookupFailures", new ThreadSafeSimpleCounter());
  }

  /** Lookups that met their time limit; counted by any thread. */
  public Counter segmentLookupTimeouts() {
    return group.counter("segmentLookupTimeouts", new ThreadSafeSimpleCounter());
  }

  /** Changes of the segment table, and loaded items. */
  public Counter segmentChanges() {
    return group.counter("segmentChanges");
  }

  /** Changes of some other table. */
  public Counter segmentChangesOfOtherTables() {
    return group.counter("segmentChangesOfOtherTables");
  }

  /** Changes that cannot be read. */
  public Counter malformedSegmentChanges() {
    return group.counter("malformedSegmentChanges");
  }

  /** The same by the code of their reason. */
  public Map<RejectReason, Counter> malformedSegmentChangesByReason() {
    return byReason("malformedSegmentChanges");
  }

  /** Changes that are older than what is known. */
  public Counter outdatedSegmentChanges() {
    return group.counter("outdatedSegmentChanges");
  }

  /**
   * What becomes of checkpoints that are committed to tables.
   *
   * @param tables all that the job writes
   * @param clock epoch milliseconds
   */
  public CommitMetrics commits(Collection<String> tables, LongSupplier clock) {
    return new CommitMetrics(group, tables, clock);
  }

  static <N extends Number> void gauge(MetricGroup group, String name, Gauge<N> value) {
    group.<N, Gauge<N>>gauge(name, value);
  }

  private Map<RejectReason, Counter> byReason(String name) {
    Map<RejectReason, Counter> counters = new EnumMap<>(RejectReason.class);
    for (RejectReason reason : RejectReason.values()) {
      counters.put(reason, group.addGroup("reason", reason.name()).counter(name));
    }

    return counters;
  }
}
