package io.eventlake.connector.iceberg.sink;

import io.eventlake.table.TableDefinition;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.TaskWriter;
import org.apache.iceberg.types.Types;

/**
 * The writers of the job's sink to one table that is only appended to, for a loop without a job.
 */
public final class JobWriters implements Closeable {

  private static final int NO_SUBTASK = 0;
  private static final int NO_ATTEMPT = 0;

  private final RowWriters writers;

  /** Writers of the columns that the definition has, with the ids of the loaded table. */
  public JobWriters(Table table, TableDefinition definition) {
    List<String> columns =
        definition.schema().columns().stream()
            .map(Types.NestedField::name)
            .collect(Collectors.toList());
    writers = new RowWriters(table, columns, List.of(), NO_SUBTASK, NO_ATTEMPT);
  }

  /** One for each checkpoint. */
  public TaskWriter<RowData> create() {
    return writers.create();
  }

  @Override
  public void close() throws IOException {
    writers.close();
  }
}
