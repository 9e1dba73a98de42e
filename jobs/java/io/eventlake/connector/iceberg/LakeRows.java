package io.eventlake.connector.iceberg;

import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.flink.source.IcebergSource;
import org.apache.iceberg.io.CloseableIterable;

/** Bounded streams of the rows that tables hold in fixed snapshots, columns as defined. */
public final class LakeRows {

  private final StreamExecutionEnvironment env;
  private final LakeCatalog lake;
  private final String uidPrefix;
  private final List<Read> reads = new ArrayList<>();

  /**
   * @param uidPrefix put before the uid of every source, for example {@code rebuild-}
   */
  public LakeRows(StreamExecutionEnvironment env, LakeCatalog lake, String uidPrefix) {
    this.env = env;
    this.lake = lake;
    this.uidPrefix = uidPrefix;
  }

  /**
   * All rows of a table.
   *
   * @param snapshot id, or null where the table had none: then there are no rows
   */
  public DataStream<RowData> all(TableName table, Long snapshot) {
    return rows(table, snapshot, Expressions.alwaysTrue());
  }

  /** Those with an {@code event_dt} from a day to another, both inclusive. */
  public DataStream<RowData> ofEventDays(
      TableName table, Long snapshot, LocalDate from, LocalDate to) {
    return rows(table, snapshot, LakeFilters.eventDays(from, to));
  }

  /**
   * Those with a date from a day to another, both inclusive.
   *
   * @param column with the date
   * @param snapshot as of {@link #all}
   */
  public DataStream<RowData> ofDays(
      TableName table, Long snapshot, String column, LocalDate from, LocalDate to) {
    return rows(table, snapshot, LakeFilters.dates(column, from, to));
  }

  /**
   * Those of {@code bronze.events} whose event time lies on a day from one to another, both
   * inclusive.
   */
  public DataStream<RowData> bronzeOfEventDays(Long snapshot, LocalDate from, LocalDate to) {
    return rows(TableName.BRONZE_EVENTS, snapshot, LakeFilters.bronzeEventDays(from, to));
  }

  /**
   * Those of {@code ops.late_events} that arrived on a day from one to another, both inclusive.
   *
   * @param from null for none at all
   */
  public DataStream<RowData> lateOfArrivalDays(Long snapshot, LocalDate from, LocalDate to) {
    return rows(
        TableName.LATE_EVENTS,
        from == null ? null : snapshot,
        from == null ? Expressions.alwaysFalse() : LakeFilters.days("arrival_ts", from, to));
  }

  private DataStream<RowData> rows(TableName name, Long snapshot, Expression filter) {
    reads.add(new Read(name, snapshot, filter));
    Schema columns = columns(name);
    IcebergSource<RowData> source =
        IcebergSource.forRowData()
            .tableLoader(TableLoader.fromCatalog(lake, lake.identifier(name)))
            .project(columns)
            .filters(List.of(snapshot == null ? Expressions.alwaysFalse() : filter))
            .useSnapshotId(snapshot)
            .streaming(false)
            .build();
    return env.fromSource(
            source,
            WatermarkStrategy.noWatermarks(),
            "Read " + name,
            InternalTypeInfo.of(FlinkSchemaUtil.convert(columns)))
        .uid(uidPrefix + "read-" + name.layer() + "-" + name.table());
  }

  /** The files that the streams made so far are going to read, by table. */
  public void forEachPlan(LakeTables lake, FilePlan plan) {
    for (Read read : reads) {
      if (read.snapshot != null) {
        Table table = lake.load(read.name);
        try (CloseableIterable<FileScanTask> files =
            table.newScan().useSnapshot(read.snapshot).filter(read.filter).planFiles()) {
          plan.accept(read.name, table, files);
        } catch (IOException e) {
          throw new UncheckedIOException(read.name + " cannot be planned", e);
        }
      }
    }
  }

  /** Takes what is going to be read of a table. */
  public interface FilePlan {
    void accept(TableName name, Table table, Iterable<FileScanTask> files);
  }

  /** Those this release knows, with the ids that the table gave them. */
  private Schema columns(TableName name) {
    try (LakeTables tables = new LakeTables(lake)) {
      Table table = tables.load(name);
      return new Schema(
          lake.set().definition(name).schema().columns().stream()
              .map(column -> table.schema().findField(column.name()))
              .collect(Collectors.toList()));
    }
  }

  private static final class Read {

    final TableName name;
    final Long snapshot;
    final Expression filter;

    Read(TableName name, Long snapshot, Expression filter) {
      this.name = name;
      this.snapshot = snapshot;
      this.filter = filter;
    }
  }
}
