package io.eventlake.connector.iceberg.sink;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.FileUtils;
import org.apache.iceberg.Table;

/** A lake in a temporary directory, its tables as the product makes them; gone when closed. */
final class TemporaryLake implements AutoCloseable {

  private final Path directory;
  private final LakeOptions options;
  private final LakeTables tables;

  TemporaryLake() throws IOException {
    directory = Files.createTempDirectory("eventlake-bench");
    options = JobOptions.parseLake(Map.of(LakeOptions.WAREHOUSE.key(), directory.toString()));
    tables = new LakeTables(Lakes.of(options));
    tables.apply();
  }

  /** The table as it is now. */
  Table table(TableName name) {
    return tables.load(name);
  }

  /** The table's writer, open; its output is to be cleared by who reads it. */
  OneInputStreamOperatorTestHarness<RowData, WrittenFiles> writer(TableName name) throws Exception {
    OneInputStreamOperatorTestHarness<RowData, WrittenFiles> writer =
        new OneInputStreamOperatorTestHarness<>(
            new TableWriterOperator(Lakes.of(options), Lakes.tables().definition(name)));
    writer.open();
    return writer;
  }

  /** What the writer has written since it was last asked. */
  static WrittenFiles take(OneInputStreamOperatorTestHarness<RowData, WrittenFiles> writer)
      throws Exception {
    writer.prepareSnapshotPreBarrier(0);
    List<WrittenFiles> files = writer.extractOutputValues();
    writer.getOutput().clear();
    return files.get(0);
  }

  @Override
  public void close() throws IOException {
    tables.close();
    FileUtils.deleteDirectory(directory.toFile());
  }
}
