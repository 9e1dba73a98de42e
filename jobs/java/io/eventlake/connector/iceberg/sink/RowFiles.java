package io.eventlake.connector.iceberg.sink;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.TaskWriter;
import org.apache.iceberg.types.Types;

/**
 * Rows written to data files that no snapshot of the table has yet, as the job writes them; but
 * with Bloom filters of the ids by which people look for single rows. Files of a checkpoint are too
 * small for them, and soon replaced (docs/performance.md has what they cost and spare).
 */
public final class RowFiles {

  private static final Set<String> SOUGHT_BY = Set.of("event_id", "session_id");

  private static final int NO_SUBTASK = 0;
  private static final int NO_ATTEMPT = 0;

  private RowFiles() {}

  /**
   * Opens a writer for rows that come, and one for rows of earlier snapshots that go by their key;
   * a row may go and another with its key come.
   */
  public static ChangedRows changes(Table table, List<String> keyColumns) {
    return new ChangedRows(table, columns(table), keyColumns);
  }

  /**
   * Writes the rows, all columns of the table in order, in the order they come.
   *
   * @throws IOException when they cannot be written; then no file is left
   */
  public static DataFile[] write(Table table, Iterator<RowData> rows) throws IOException {
    return write(table, rows, SortOrder.unsorted());
  }

  /**
   * As {@link #write}, of rows that come in the table's order: the files say so.
   *
   * @throws IOException when they cannot be written; then no file is left
   */
  public static DataFile[] writeSorted(Table table, Iterator<RowData> rows) throws IOException {
    return write(table, rows, table.sortOrder());
  }

  private static DataFile[] write(Table table, Iterator<RowData> rows, SortOrder order)
      throws IOException {
    try (RowWriters writers =
        new RowWriters(
            table,
            columns(table),
            List.of(),
            SOUGHT_BY,
            NO_SUBTASK,
            NO_ATTEMPT,
            RowWriters.MOST_OPEN)) {
      writers.appenders.rowsComeIn(order);
      TaskWriter<RowData> writer = writers.create();
      try {
        while (rows.hasNext()) {
          writer.write(rows.next());
        }

        return writer.dataFiles();
      } catch (IOException | RuntimeException e) {
        writer.abort();
        throw e;
      }
    }
  }

  private static List<String> columns(Table table) {
    return table.schema().columns().stream()
        .map(Types.NestedField::name)
        .collect(Collectors.toList());
  }
}
