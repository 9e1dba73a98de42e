package io.eventlake.serve.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.table.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;

/** {@code tables}: what there is, by its metadata; how much a table has is of its whole alone. */
final class CatalogTables implements DataFetcher<List<Map<String, Object>>> {

  @Override
  public List<Map<String, Object>> get(DataFetchingEnvironment field) {
    Asking asking = field.getGraphQlContext().get(Asking.class);
    List<Map<String, Object>> all = new ArrayList<>();
    for (String family : asking.families()) {
      if (!asking.viewer().limit(family).limits()) {
        LakeState state = asking.state(family);
        try (LakeTables tables = new LakeTables(state.lake())) {
          for (TableName name : state.lake().set().tables()) {
            if (tables.exists(name)) {
              all.add(table(state, name, tables.load(name)));
            }
          }
        }
      }
    }

    return all;
  }

  private static Map<String, Object> table(LakeState state, TableName name, Table table) {
    Snapshot snapshot = state.snapshot(name).map(table::snapshot).orElse(null);
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", state.lake().set().databasePrefix() + name);
    shown.put("location", table.location());
    shown.put("currentSnapshotId", snapshot == null ? null : String.valueOf(snapshot.snapshotId()));
    shown.put(
        "lastUpdated",
        snapshot == null ? null : Instant.ofEpochMilli(snapshot.timestampMillis()).toString());
    shown.put("recordCount", total(snapshot, SnapshotSummary.TOTAL_RECORDS_PROP));
    shown.put("sizeInBytes", total(snapshot, SnapshotSummary.TOTAL_FILE_SIZE_PROP));
    return shown;
  }

  private static long total(Snapshot snapshot, String property) {
    return snapshot == null ? 0 : Long.parseLong(snapshot.summary().getOrDefault(property, "0"));
  }
}
