package io.eventlake.bench.run;

import io.eventlake.table.TableName;
import java.nio.file.Path;
import java.util.List;

/**
 * What is written in Flink SQL.
 *
 * @param allTables whether it fills all tables that SQL can: to sessions the order of events
 *     matters
 * @param source of the events of a directory
 * @param views over it, each over those before it
 * @param inserts of one statement set
 * @param written the tables that these fill
 */
record FlinkSqlJob(
    boolean allTables,
    Source source,
    List<String> views,
    List<String> inserts,
    TableName... written) {

  /** Makes the statement that names the events. */
  @FunctionalInterface
  interface Source {
    String of(Path events);
  }
}
