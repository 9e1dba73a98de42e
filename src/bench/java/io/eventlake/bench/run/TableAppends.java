package io.eventlake.bench.run;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.IcebergWriters;
import io.eventlake.connector.iceberg.sink.JobWriters;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.sink.RowDataTaskWriterFactory;
import org.apache.iceberg.io.TaskWriter;

/**
 * Writes rows to a table and commits them as plain appends: no checkpoint, no committer, no check
 * of what was committed.
 */
final class TableAppends implements Closeable {

  /** Makes the appends to one table of a lake. */
  @FunctionalInterface
  interface Maker {
    TableAppends of(LakeTables lake, TableName name);
  }

  private final Table table;
  private final Supplier<TaskWriter<RowData>> writers;
  private final Closeable shared;
  private TaskWriter<RowData> writer;

  private TableAppends(Table table, Supplier<TaskWriter<RowData>> writers, Closeable shared) {
    this.table = table;
    this.writers = writers;
    this.shared = shared;
    writer = writers.get();
  }

  /** With the writers that the job's sink has. */
  static TableAppends asTheJob(LakeTables lake, TableName name) {
    Table table = lake.load(name);
    JobWriters writers = new JobWriters(table, Lakes.tables().definition(name));
    return new TableAppends(table, writers::create, writers);
  }

  /** With the writers that Iceberg's own sink for Flink has. */
  static TableAppends asIceberg(LakeTables lake, TableName name) {
    Table table = lake.load(name);
    RowDataTaskWriterFactory writers = IcebergWriters.of(table, Lakes.tables().definition(name));
    return new TableAppends(table, writers::create, () -> {});
  }

  void write(RowData row) throws IOException {
    writer.write(row);
  }

  /** Closes the files and appends them to the table; nothing when there are none. */
  void commit() throws IOException {
    DataFile[] files = writer.complete().dataFiles();
    writer = writers.get();
    if (files.length == 0) {
      return;
    }

    AppendFiles append = table.newAppend();
    for (DataFile file : files) {
      append.appendFile(file);
    }

    append.commit();
  }

  @Override
  public void close() throws IOException {
    shared.close();
  }
}
