package io.eventlake.connector.iceberg.sink;

import java.io.IOException;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.TaskWriter;
import org.apache.iceberg.io.WriteResult;

/**
 * Files of rows that come to a table with a key, and of deletes of others, that no snapshot names
 * yet. Nothing is kept of a row that was written, as many as there are.
 */
public final class ChangedRows implements AutoCloseable {

  private static final int NO_SUBTASK = 0;
  private static final int ATTEMPT_OF_ADDED = 0;

  /** Part of the files' names, which have to differ. */
  private static final int ATTEMPT_OF_REMOVED = 1;

  private final RowWriters additions;
  private final RowWriters removals;
  private final TaskWriter<RowData> added;
  private final TaskWriter<RowData> removed;
  private boolean isComplete;

  ChangedRows(Table table, List<String> columns, List<String> keyColumns) {
    additions = new RowWriters(table, columns, List.of(), NO_SUBTASK, ATTEMPT_OF_ADDED);
    removals = new RowWriters(table, columns, keyColumns, NO_SUBTASK, ATTEMPT_OF_REMOVED);
    added = additions.create();
    removed = removals.create();
  }

  /** A row that comes, all columns of the table in order. */
  public void add(RowData row) throws IOException {
    added.write(row);
  }

  /** A row that goes, all columns of the table in order; the key and the partition count. */
  public void remove(GenericRowData row) throws IOException {
    row.setRowKind(RowKind.DELETE);
    removed.write(row);
  }

  /** All files. */
  public WriteResult complete() throws IOException {
    WriteResult files = WriteResult.builder().add(added.complete()).add(removed.complete()).build();
    isComplete = true;
    return files;
  }

  /** Leaves no file unless it is complete. */
  @Override
  public void close() throws IOException {
    try {
      if (!isComplete) {
        added.abort();
        removed.abort();
      }
    } finally {
      additions.close();
      removals.close();
    }
  }
}
