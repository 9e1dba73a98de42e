package io.eventlake.connector.iceberg.sink;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.table.TableDefinition;
import io.eventlake.table.TableName;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.data.RowData;

/**
 * The exactly-once sink of a job: a writer for each table beside the operator that makes its rows,
 * one alone of a table with few rows, and one committer for them all.
 *
 * <pre>
 * rows of table A ─► writer A ─┐
 * rows of table B ─► writer B ─┼─► committer (parallelism 1) ─► A, B, ..., then the ledger
 * rows of table C ─► writer C ─┘
 * </pre>
 *
 * <p>Writers close their files before a checkpoint's barrier; the committer keeps what it was given
 * as state of that checkpoint and commits it when the checkpoint is complete. See ADR 2 for why it
 * is not Iceberg's own sink.
 */
public final class LakeSink {

  private static final TypeInformation<WrittenFiles> FILES = Types.POJO(WrittenFiles.class);

  private final LakeCatalog lake;
  private final String job;
  private final String uidPrefix;
  private final List<String> tables = new ArrayList<>();
  private final List<DataStream<WrittenFiles>> writers = new ArrayList<>();

  /**
   * @param lake with the set of tables that the job writes
   * @param job by whose name the commits of all its runs are known
   * @param uidPrefix put before the uid of every operator, for example {@code web-}
   */
  public LakeSink(LakeCatalog lake, String job, String uidPrefix) {
    this.lake = lake;
    this.job = job;
    this.uidPrefix = uidPrefix;
  }

  /** Writes the rows, in the order of the table's columns, to the table. */
  public void add(TableName table, DataStream<RowData> rows) {
    TableDefinition definition = lake.set().definition(table);
    SingleOutputStreamOperator<WrittenFiles> written =
        rows.transform("Write " + table, FILES, new TableWriterOperator(lake, definition))
            .uid(uidPrefix + "write-" + table.layer() + "-" + table.table());
    written.setParallelism(definition.hasFewRows() ? 1 : rows.getParallelism());
    writers.add(written);
    tables.add(table.toString());
  }

  /**
   * Adds the committer; the last call.
   *
   * @param options how it commits
   */
  public void commit(CommitOptions options) {
    DataStream<WrittenFiles> first = writers.get(0);
    @SuppressWarnings({"unchecked", "rawtypes"})
    DataStream<WrittenFiles>[] others =
        writers.subList(1, writers.size()).toArray(new DataStream[0]);
    first
        .union(others)
        .transform(
            "Commit tables", Types.VOID, new LakeCommitterOperator(lake, job, tables, options))
        .uid(uidPrefix + "commit")
        .forceNonParallel()
        .sinkTo(new DiscardingSink<>())
        .name("End")
        .uid(uidPrefix + "end");
  }
}
