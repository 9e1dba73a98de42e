package io.eventlake.connector.iceberg.sink;

import io.eventlake.bench.jmh.MicroBenchmark;
import io.eventlake.bench.jmh.SizeProfiler;
import io.eventlake.bench.sample.DecodedSample;
import io.eventlake.bench.sample.SampleRecords;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.table.data.RowData;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Rows to Parquet files on the local disk, with the table's properties, by the writers of the job
 * and by those of Iceberg's own sink. An operation is one row of a checkpoint of 50,000; the size
 * shown is that of a row in the files.
 */
public class TableWriterBenchmark extends MicroBenchmark {

  private static final int ROWS = 50_000;

  /** Some records are no events, so that there have to be more. */
  private static final int RECORDS = 56_000;

  /** The tables that have a row for each event. */
  public enum Target {
    BRONZE(TableName.BRONZE_EVENTS, DecodedSample::bronze),
    SILVER(TableName.SILVER_EVENTS, DecodedSample::silver);

    final TableName name;
    private final Function<DecodedSample, List<RowData>> rows;

    Target(TableName name, Function<DecodedSample, List<RowData>> rows) {
      this.name = name;
      this.rows = rows;
    }

    List<RowData> rows(DecodedSample sample) {
      return rows.apply(sample);
    }
  }

  /** Whose writers. */
  public enum Maker {
    JOB,
    ICEBERG
  }

  @Param public Target table;

  @Param public Maker maker;

  private FileMaker files;
  private List<RowData> rows;

  /** Decodes the rows and opens the writers. */
  @Setup(Level.Trial)
  public void open() throws IOException {
    rows = table.rows(DecodedSample.of(SampleRecords.mixed(RECORDS))).subList(0, ROWS);
    files = new FileMaker(table.name, maker);
    SizeProfiler.serialized((double) files.write(rows) / ROWS);
  }

  /** Writes all rows and closes the files; returns their size, bytes. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long write() throws IOException {
    return files.write(rows);
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    files.close();
  }
}
