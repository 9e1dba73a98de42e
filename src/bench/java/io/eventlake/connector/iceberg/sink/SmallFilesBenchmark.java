package io.eventlake.connector.iceberg.sink;

import io.eventlake.bench.jmh.MicroBenchmark;
import io.eventlake.bench.jmh.SizeProfiler;
import io.eventlake.bench.sample.DecodedSample;
import io.eventlake.bench.sample.SampleRecords;
import io.eventlake.connector.iceberg.sink.TableWriterBenchmark.Maker;
import io.eventlake.connector.iceberg.sink.TableWriterBenchmark.Target;
import java.io.IOException;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a file costs beside its rows: an operation opens one, writes a row, closes and removes it.
 * Partitions make many files of each checkpoint. The size shown is the file's.
 */
public class SmallFilesBenchmark extends MicroBenchmark {

  private static final int RECORDS = 50;

  @Param public Target table;

  @Param public Maker maker;

  private FileMaker files;
  private List<RowData> row;

  /** Decodes a row and opens the writers. */
  @Setup(Level.Trial)
  public void open() throws IOException {
    DecodedSample sample = DecodedSample.of(SampleRecords.mixed(RECORDS));
    row = table.rows(sample).subList(0, 1);
    files = new FileMaker(table.name, maker);
    SizeProfiler.serialized(files.write(row));
  }

  /** Makes a file. */
  @Benchmark
  public long write() throws IOException {
    return files.write(row);
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    files.close();
  }
}
