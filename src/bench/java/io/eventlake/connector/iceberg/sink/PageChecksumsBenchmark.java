package io.eventlake.connector.iceberg.sink;

import io.eventlake.bench.jmh.MicroBenchmark;
import io.eventlake.bench.jmh.SizeProfiler;
import io.eventlake.bench.sample.DecodedSample;
import io.eventlake.bench.sample.SampleRecords;
import io.eventlake.connector.iceberg.parquet.PageChecksums;
import io.eventlake.table.TableName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.DataFile;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The look for damage in files that are in the machine's memory: here those of one checkpoint of
 * 50,000 silver rows. The size shown is that of all of them.
 */
public class PageChecksumsBenchmark extends MicroBenchmark {

  private static final int RECORDS = 56_000;

  private final List<Path> files = new ArrayList<>();
  private TemporaryLake lake;

  /** Writes the files. */
  @Setup(Level.Trial)
  public void write() throws Exception {
    lake = new TemporaryLake();
    OneInputStreamOperatorTestHarness<RowData, WrittenFiles> writer =
        lake.writer(TableName.SILVER_EVENTS);
    for (RowData row : DecodedSample.of(SampleRecords.mixed(RECORDS)).silver()) {
      writer.getOneInputOperator().processElement(new StreamRecord<>(row));
    }

    String written = TemporaryLake.take(writer).files;
    writer.close();
    long bytes = 0;
    for (DataFile file :
        FilesFormat.read(written, lake.table(TableName.SILVER_EVENTS).specs()).dataFiles()) {
      files.add(Path.of(file.location()));
      bytes += file.fileSizeInBytes();
    }

    SizeProfiler.serialized(bytes);
  }

  /** Verifies all of them; none is damaged. */
  @Benchmark
  public long verify() {
    return files.stream().filter(file -> PageChecksums.damage(file).isPresent()).count();
  }

  @TearDown(Level.Trial)
  public void close() throws Exception {
    lake.close();
  }
}
