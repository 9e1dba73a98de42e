package io.eventlake.connector.iceberg.sink;

import io.eventlake.bench.jmh.MicroBenchmark;
import io.eventlake.bench.jmh.SizeProfiler;
import io.eventlake.bench.sample.DecodedSample;
import io.eventlake.bench.sample.SampleRecords;
import io.eventlake.bench.sample.SerializedRing;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.io.WriteResult;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/**
 * The message of a writer to the committer, once for each writer and checkpoint: here the silver
 * files of one checkpoint, one for each type of event.
 */
public class WrittenFilesBenchmark extends MicroBenchmark {

  private static final int RECORDS = 2000;

  private SerializedRing<WrittenFiles> messages;
  private Map<Integer, PartitionSpec> specs;
  private String text;
  private WriteResult files;

  /** Writes the files. */
  @Setup(Level.Trial)
  public void write() throws Exception {
    try (TemporaryLake lake = new TemporaryLake()) {
      OneInputStreamOperatorTestHarness<RowData, WrittenFiles> writer =
          lake.writer(TableName.SILVER_EVENTS);
      for (RowData row : DecodedSample.of(SampleRecords.mixed(RECORDS)).silver()) {
        writer.processElement(new StreamRecord<>(row));
      }

      WrittenFiles written = TemporaryLake.take(writer);
      writer.close();
      specs = lake.table(TableName.SILVER_EVENTS).specs();
      text = written.files;
      files = FilesFormat.read(text, specs);
      messages =
          new SerializedRing<>(
              TypeInformation.of(WrittenFiles.class).createSerializer(new SerializerConfigImpl()),
              List.of(written));
      SizeProfiler.serialized(messages.meanBytes());
    }
  }

  /** The message to bytes and back. */
  @Benchmark
  public Object roundTrip() throws IOException {
    return messages.roundTrip();
  }

  /** The files to text, in the writer. */
  @Benchmark
  public Object format() {
    return FilesFormat.write(files, specs);
  }

  /** And back, in the committer. */
  @Benchmark
  public Object parse() {
    return FilesFormat.read(text, specs);
  }
}
