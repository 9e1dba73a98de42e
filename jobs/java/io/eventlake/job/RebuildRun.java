package io.eventlake.job;

import io.eventlake.config.JobOptions;
import io.eventlake.config.RebuildOptions;
import io.eventlake.config.SessionOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeRows;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.LakeFiles;
import io.eventlake.connector.iceberg.sink.WrittenFiles;
import io.eventlake.flink.EmbeddedFlink;
import io.eventlake.lake.audit.AuditLine;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.lake.publish.Publication;
import io.eventlake.lake.rebuild.RebuildBase;
import io.eventlake.lake.rebuild.RebuildException;
import io.eventlake.lake.status.DamageGuard;
import io.eventlake.lake.status.DamagedTables;
import io.eventlake.operator.rebuild.RebuildScope;
import io.eventlake.operator.segment.SegmentLookup;
import io.eventlake.pipeline.RebuildPipeline;
import io.eventlake.pipeline.SegmentTables;
import io.eventlake.table.TableName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.CloseableIterator;

/**
 * Writes silver and gold of some days anew from {@code bronze.events}, in batch execution on an
 * embedded Flink: staged on branches, audited there, then published.
 *
 * <p>Only days that no stream can change any more, so that it may run while one writes.
 */
public final class RebuildRun {

  private static final String UIDS = "rebuild-";

  private final FamilyJob job;
  private final JobOptions options;
  private final LakeCatalog catalog;
  private final RebuildScope scope;
  private final Consumer<String> progress;

  /** Dead letters that become events on the way; null for none. */
  private final LetterReplay replay;

  /**
   * Of the family that is meant where none is named.
   *
   * @param progress takes a line for people now and then
   */
  public RebuildRun(JobOptions options, Consumer<String> progress) {
    this(FamilyCatalog.standard(), options, progress);
  }

  /**
   * @param job of the family whose tables they are
   * @param progress takes a line for people now and then
   */
  public RebuildRun(FamilyJob job, JobOptions options, Consumer<String> progress) {
    this(job, options, scope(options.own.get(RebuildOptions.GROUP)), progress, null);
  }

  RebuildRun(
      FamilyJob job,
      JobOptions options,
      RebuildScope scope,
      Consumer<String> progress,
      LetterReplay replay) {
    this.job = job;
    this.options = options;
    this.catalog = new LakeCatalog(options.lake, job.tables());
    this.scope = scope;
    this.progress = progress;
    this.replay = replay;
  }

  /**
   * Rebuilds and publishes.
   *
   * @throws RebuildException when the days can still change, or the result does not balance; then
   *     nothing is published
   * @throws io.eventlake.connector.iceberg.LakeException when somebody else holds the lake, or a
   *     file that is to be read is damaged
   * @throws JobFailedException when Flink fails
   */
  public void run() {
    try (LakeTables lake = new LakeTables(catalog)) {
      lake.verify(lake.names());
      try (LakeLease lease = LakeLease.take(lake, "a rebuild of " + scope)) {
        finishInterrupted(lake, lease, progress);
        run(lake, lease);
      }
    }
  }

  /** Rebuilds and publishes for somebody who has the lake. */
  void run(LakeTables lake, LakeLease lease) {
    Publication branch = stage(lake);
    List<String> changes = branch.changes();
    branch.publish(lease);
    changes.forEach(progress);
  }

  static void finishInterrupted(LakeTables lake, LakeLease lease, Consumer<String> progress) {
    Publication.finishInterrupted(lake, lease)
        .forEach(name -> progress.accept("Published what was left of " + name + "."));
  }

  /** Rebuilds onto a branch, and audits it there. */
  public Publication stage(LakeTables lake) {
    RebuildBase base = RebuildBase.of(lake, scope.from, scope.to);
    requireClosed(base);
    requireSegments(base);
    if (replay != null) {
      base.replay(lake, replay.partitions());
    }

    progress.accept("Rebuilding " + scope + " from " + base.cut().description() + ".");
    List<WrittenFiles> written = write(lake, base);
    Publication branch =
        Publication.create(
            lake, "rebuild-" + scope.from + "-" + scope.to + "-" + UUID.randomUUID());
    Map<TableName, Long> staged = branch.stage(base.changes(lake, written), base.sources(lake));
    progress.accept("Auditing the branch " + branch.name() + ".");
    requireBalance(base, staged, branch.name());
    return branch;
  }

  private static RebuildScope scope(RebuildOptions days) {
    return new RebuildScope(days.from, days.to);
  }

  /** The watermark after which no stream can change a session of the day. */
  static Instant closed(LocalDate day, SessionOptions session) {
    return day.plusDays(1)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant()
        .plus(session.maxDuration)
        .plus(session.horizon);
  }

  /** As long as the stream can correct a session of these days, it would do so over the rebuild. */
  private void requireClosed(RebuildBase base) {
    Instant closed = closed(scope.to, options.session);
    if (base.watermark().isBefore(closed)) {
      throw new RebuildException(
          "The stream can still change sessions of "
              + scope
              + ": its watermark is "
              + base.watermark()
              + ", and has to be past "
              + closed
              + ", the end of the days and session.max-duration and session.horizon");
    }
  }

  /** Whether sessions have their segments from {@code silver.user_segments}. */
  private boolean readsSegments() {
    return job.hasSegments()
        && options.own.get(RebuildOptions.GROUP).segments == RebuildOptions.Segments.TABLE;
  }

  /** Where nobody keeps the history, every session would lose its segments. */
  private void requireSegments(RebuildBase base) {
    if (readsSegments() && base.snapshot(SegmentTables.USER_SEGMENTS) == null) {
      throw new RebuildException(
          "silver.user_segments has never been written, so no session would have segments: run the"
              + " job segments first, or set rebuild.segments=lookup");
    }
  }

  /** No line may be further from its balance than it was before. */
  private void requireBalance(RebuildBase base, Map<TableName, Long> staged, String branch) {
    Duration gap = options.session.gap;
    LakeAudit after = LakeAudit.run(catalog, gap, base.cut().with(staged));
    if (after.passed()) {
      return;
    }

    Map<String, BigDecimal> before = new HashMap<>();
    LakeAudit.run(catalog, gap, base.cut())
        .lines()
        .forEach(line -> before.put(line.line(), difference(line)));
    List<String> worse = new ArrayList<>();
    for (AuditLine line : after.lines()) {
      // A line that could not be computed before is no excuse.
      BigDecimal then = before.getOrDefault(line.line(), BigDecimal.ZERO);
      if (difference(line).compareTo(then) > 0) {
        worse.add(line.toString());
      }
    }

    after.missing().forEach(line -> worse.add(line.why()));

    if (!worse.isEmpty()) {
      throw new RebuildException(
          "Not published, since it would not balance; it stays on the branch "
              + branch
              + " until the next rebuild: "
              + String.join("; ", worse));
    }
  }

  private static BigDecimal difference(AuditLine line) {
    return line.passed() ? BigDecimal.ZERO : line.left().subtract(line.right()).abs();
  }

  private List<WrittenFiles> write(LakeTables lake, RebuildBase base) {
    StreamExecutionEnvironment env = environment(options);
    SegmentLookup lookup = readsSegments() ? null : job.segments(options);
    RebuildPipeline pipeline =
        new RebuildPipeline(job.family(options), scope, options.session, catalog.set()::rowType);
    Map<TableName, DataStream<RowData>> replayed =
        replay == null ? Map.of() : replay.rows(env, base.cut(), scope);
    LakeRows reads = new LakeRows(env, catalog, UIDS);
    Map<TableName, DataStream<RowData>> stored = stored(reads, base);
    Map<TableName, DataStream<RowData>> rows =
        pipeline.define(stored, replayed.get(TableName.BRONZE_EVENTS), lookup);
    reads.forEachPlan(
        lake, (name, table, files) -> new DamageGuard(lake, name).require(table, files));
    replayed.forEach((table, more) -> rows.merge(table, more, (a, b) -> a.union(b)));
    List<WrittenFiles> written = new ArrayList<>();
    try (CloseableIterator<WrittenFiles> results =
        LakeFiles.write(catalog, rows, UIDS).executeAndCollect(RebuildJob.NAME)) {
      results.forEachRemaining(written::add);
      return written;
    } catch (Exception e) { // what executeAndCollect declares
      Set<TableName> read = new HashSet<>(stored.keySet());
      read.add(TableName.DEAD_LETTERS);
      throw DamagedTables.explained(
          catalog, read, base.cut().snapshots(), JobFailedException.of(RebuildJob.NAME, e));
    }
  }

  /** For batch execution on an embedded Flink. */
  static StreamExecutionEnvironment environment(JobOptions options) {
    StreamExecutionEnvironment env = EmbeddedFlink.streams(new Configuration());
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    env.setParallelism(options.local.parallelism);
    JobLauncher.prepare(env);
    // What collects the results has none, and nobody restores a batch.
    env.configure(new Configuration().set(PipelineOptions.AUTO_GENERATE_UIDS, true));
    return env;
  }

  private Map<TableName, DataStream<RowData>> stored(LakeRows rows, RebuildBase base) {
    RebuildScope around = scope.widened(options.session.maxDuration);
    RebuildScope wide = scope.widened(options.session.maxDuration.plus(options.session.horizon));
    Map<TableName, DataStream<RowData>> stored = new HashMap<>();
    stored.put(
        TableName.BRONZE_EVENTS,
        rows.bronzeOfEventDays(base.snapshot(TableName.BRONZE_EVENTS), scope.from, scope.to));
    stored.put(
        TableName.SILVER_EVENTS,
        rows.ofEventDays(
            TableName.SILVER_EVENTS,
            base.snapshot(TableName.SILVER_EVENTS),
            around.from,
            around.to));
    if (catalog.set().contains(TableName.SESSIONS)) {
      stored.put(
          TableName.SESSIONS,
          rows.ofEventDays(
              TableName.SESSIONS, base.snapshot(TableName.SESSIONS), wide.from, wide.to));
    }

    stored.put(
        TableName.LATE_EVENTS,
        rows.lateOfArrivalDays(
            base.snapshot(TableName.LATE_EVENTS), base.lateFrom(), base.lateTo()));
    if (job.hasSegments()) {
      stored.put(
          SegmentTables.USER_SEGMENTS,
          rows.all(SegmentTables.USER_SEGMENTS, base.snapshot(SegmentTables.USER_SEGMENTS)));
    }

    return stored;
  }
}
