package io.eventlake.connector.iceberg.sink;

import io.eventlake.bench.jmh.MicroBenchmark;
import io.eventlake.bench.jmh.SizeProfiler;
import io.eventlake.bench.sample.DecodedSample;
import io.eventlake.bench.sample.SampleRecords;
import io.eventlake.table.TableName;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.WriteResult;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Rows to Parquet files on the local disk, by the writer of the job with the table's properties. An
 * operation is one row of a checkpoint of 50,000; the size shown is that of a row in the files.
 */
public class TableWriterBenchmark extends MicroBenchmark {

  private static final int ROWS = 50_000;

  /** Some records are no events, so that there have to be more. */
  private static final int RECORDS = 56_000;

  /** The tables that have a row for each event. */
  public enum Target {
    BRONZE,
    SILVER
  }

  @Param public Target table;

  private TemporaryLake lake;
  private Table target;
  private OneInputStreamOperatorTestHarness<RowData, WrittenFiles> writer;
  private List<RowData> rows;

  /** Decodes the rows and opens the writer. */
  @Setup(Level.Trial)
  public void open() throws Exception {
    DecodedSample sample = DecodedSample.of(SampleRecords.mixed(RECORDS));
    rows = (table == Target.BRONZE ? sample.bronze() : sample.silver()).subList(0, ROWS);
    lake = new TemporaryLake();
    TableName name = table == Target.BRONZE ? TableName.BRONZE_EVENTS : TableName.SILVER_EVENTS;
    target = lake.table(name);
    writer = lake.writer(name);
    SizeProfiler.serialized((double) write() / ROWS);
  }

  /** Writes all rows and closes the files; returns their size, bytes. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long write() throws Exception {
    for (RowData row : rows) {
      writer.getOneInputOperator().processElement(new StreamRecord<>(row));
    }

    return remove(TemporaryLake.take(writer));
  }

  @TearDown(Level.Trial)
  public void close() throws Exception {
    writer.close();
    lake.close();
  }

  /** So that the disk does not fill; takes next to nothing beside writing. */
  private long remove(WrittenFiles written) {
    WriteResult result = FilesFormat.read(written.files, target.specs());
    long bytes = 0;
    for (DataFile file : result.dataFiles()) {
      bytes += file.fileSizeInBytes();
      target.io().deleteFile(file.location());
    }

    return bytes;
  }
}
