package io.eventlake.connector.iceberg.sink;

import io.eventlake.connector.iceberg.sink.TableWriterBenchmark.Maker;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.TaskWriter;

/** Makes files of a table of a temporary lake, by the writers of the job or by Iceberg's. */
final class FileMaker implements AutoCloseable {

  /** A writer for each checkpoint. */
  @FunctionalInterface
  private interface Writers {
    TaskWriter<RowData> create();
  }

  private final TemporaryLake lake = new TemporaryLake();
  private final Table table;
  private final Writers writers;
  private JobWriters ofTheJob;

  FileMaker(TableName name, Maker maker) throws IOException {
    table = lake.table(name);
    if (maker == Maker.JOB) {
      ofTheJob = new JobWriters(table, Lakes.tables().definition(name));
      writers = ofTheJob::create;
    } else {
      writers = IcebergWriters.of(table, Lakes.tables().definition(name))::create;
    }
  }

  /** Writes the rows, closes and removes the files; returns their size, bytes. */
  long write(List<RowData> rows) throws IOException {
    TaskWriter<RowData> writer = writers.create();
    for (RowData row : rows) {
      writer.write(row);
    }

    long bytes = 0;
    for (DataFile file : writer.complete().dataFiles()) {
      bytes += file.fileSizeInBytes();
      table.io().deleteFile(file.location());
    }

    return bytes;
  }

  @Override
  public void close() throws IOException {
    if (ofTheJob != null) {
      ofTheJob.close();
    }

    lake.close();
  }
}
