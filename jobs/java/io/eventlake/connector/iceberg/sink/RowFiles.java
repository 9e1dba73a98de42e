package io.eventlake.connector.iceberg.sink;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.DataFile;
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
   * Writes the rows, all columns of the table in order, in the order they come.
   *
   * @throws IOException when they can not be written; then no file is left
   */
  public static DataFile[] write(Table table, Iterator<RowData> rows) throws IOException {
    List<String> columns =
        table.schema().columns().stream().map(Types.NestedField::name).collect(Collectors.toList());
    try (RowWriters writers =
        new RowWriters(
            table, columns, List.of(), SOUGHT_BY, NO_SUBTASK, NO_ATTEMPT, RowWriters.MOST_OPEN)) {
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
}
