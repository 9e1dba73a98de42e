package io.eventlake.job;

import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.config.ReplayOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.family.EventFamily;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.rebuild.LetterPartitions;
import io.eventlake.lake.sql.LakeSql;
import io.eventlake.lake.sql.SqlException;
import io.eventlake.operator.rebuild.LetterOutlook;
import io.eventlake.operator.rebuild.RebuildScope;
import io.eventlake.pipeline.ReplayPipeline;
import io.eventlake.table.TableName;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;

/** Dead letters that a condition picks, on their way through a {@link ReplayPipeline}. */
final class LetterReplay {

  /** Of those that nobody replayed yet, whether the payload is the record as it came. */
  private static final String WHOLE = "NOT masked AND payload IS NOT NULL";

  private final JobOptions options;
  private final LetterPartitions partitions;
  private final Instant at;
  private final FamilyJob job;
  private final EventFamily family;

  /**
   * @param job of the family whose letters they are
   * @param partitions whose files are written anew
   * @param at what the marks say
   */
  LetterReplay(FamilyJob job, JobOptions options, LetterPartitions partitions, Instant at) {
    this.job = job;
    this.options = options;
    this.partitions = partitions;
    this.at = at;
    this.family = job.family(options);
  }

  LetterPartitions partitions() {
    return partitions;
  }

  /** What would become of all letters that the condition picks. */
  static DataStream<LetterOutlook> forecast(
      StreamExecutionEnvironment env, FamilyJob job, JobOptions options, LakeCut cut) {
    LetterReplay all = new LetterReplay(job, options, new LetterPartitions(), Instant.EPOCH);
    return all.pipeline().forecast(all.select(env, cut, WHOLE, all.picked()));
  }

  /** The rows that come to each table, all dead letters of the partitions among them. */
  Map<TableName, DataStream<RowData>> rows(
      StreamExecutionEnvironment env, LakeCut cut, RebuildScope scope) {
    String chosen = "COALESCE(" + picked() + " AND " + WHOLE + ", FALSE)";
    return pipeline()
        .define(select(env, cut, chosen, partitions.condition()), scope, at.toEpochMilli());
  }

  private LakeCatalog lake() {
    return new LakeCatalog(options.lake, job.tables());
  }

  private ReplayPipeline pipeline() {
    return new ReplayPipeline(family, lake().set()::rowType);
  }

  /** Line breaks, so that a comment at the end of the condition ends there. */
  private String picked() {
    return "(\n"
        + options.own.get(ReplayOptions.GROUP).where
        + "\n) AND replayed_ts IS NULL AND family = '"
        + family.name()
        + "'";
  }

  private DataStream<RowData> select(
      StreamExecutionEnvironment env, LakeCut cut, String chosen, String condition) {
    String columns =
        String.join(", ", lake().set().rowType(TableName.DEAD_LETTERS).getFieldNames());
    try {
      return LakeSql.stream(
          env,
          lake(),
          cut.snapshots(),
          "SELECT "
              + columns
              + ", "
              + chosen
              + " FROM "
              + TableName.DEAD_LETTERS
              + " WHERE "
              + condition);
    } catch (SqlException e) {
      throw new ConfigException(
          "replay.where = '"
              + options.own.get(ReplayOptions.GROUP).where
              + "' is no condition on "
              + TableName.DEAD_LETTERS
              + ":\n"
              + told(cut, e));
    }
  }

  /** As for every other statement, where it is wrong in Athena's SQL, too. */
  private String told(LakeCut cut, SqlException wrong) {
    try (LakeEngine engine = LakeEngine.over(lake(), cut.snapshots())) {
      engine.columns(
          "SELECT * FROM "
              + TableName.DEAD_LETTERS
              + " WHERE (\n"
              + options.own.get(ReplayOptions.GROUP).where
              + "\n)");
      return wrong.getMessage();
    } catch (SqlException e) {
      return e.getMessage();
    }
  }
}
