package io.eventlake.lake.lease;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.util.Tasks;

/**
 * Properties of a table that change by compare and swap: each attempt sees those that it replaces.
 */
final class LeaseProperties {

  private static final int ATTEMPTS = 10;
  private static final long MIN_WAIT_MILLIS = 50;
  private static final long MAX_WAIT_MILLIS = 2_000;
  private static final long TOTAL_WAIT_MILLIS = 60_000;

  private final TableOperations table;

  LeaseProperties(Table table) {
    this.table = ((HasTableOperations) table).operations();
  }

  /**
   * @param change from the table's properties to those that are to be set, a value of "" for one
   *     that goes; what it throws ends the update
   */
  void update(UnaryOperator<Map<String, String>> change) {
    Tasks.foreach(table)
        .retry(ATTEMPTS)
        .exponentialBackoff(MIN_WAIT_MILLIS, MAX_WAIT_MILLIS, TOTAL_WAIT_MILLIS, 2)
        .onlyRetryOn(CommitFailedException.class, CommitStateUnknownException.class)
        .run(operations -> swap(operations, change));
  }

  private static void swap(TableOperations table, UnaryOperator<Map<String, String>> change) {
    TableMetadata base = table.refresh();
    Map<String, String> set = new HashMap<>(change.apply(base.properties()));
    Set<String> gone = new HashSet<>(set.keySet());
    gone.removeIf(key -> !set.get(key).isEmpty());
    set.keySet().removeAll(gone);
    TableMetadata next =
        TableMetadata.buildFrom(base).setProperties(set).removeProperties(gone).build();
    if (next.changes().isEmpty()) {
      return;
    }

    table.commit(base, next);
  }
}
