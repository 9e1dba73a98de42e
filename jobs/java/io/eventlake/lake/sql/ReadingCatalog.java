package io.eventlake.lake.sql;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.table.TableName;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.flink.FlinkCatalog;
import org.apache.iceberg.flink.FlinkReadOptions;

/**
 * Flink's view of the catalog; the one it comes with creates its default database when opened.
 *
 * <p>A table's snapshot is an option of the table itself and no hint in a statement: where one
 * reads a table twice, for different columns, the planner makes one scan of both and forgets the
 * hint.
 */
final class ReadingCatalog extends FlinkCatalog {

  private final Map<ObjectPath, Long> snapshots = new HashMap<>();

  ReadingCatalog(LakeCatalog lake, Map<TableName, Long> snapshots) {
    super(
        LakeCatalog.NAME,
        lake.identifier(TableName.BRONZE_EVENTS).namespace().toString(),
        Namespace.empty(),
        lake,
        Map.of(),
        false,
        -1);
    snapshots.forEach((table, snapshot) -> this.snapshots.put(LakeSql.path(lake, table), snapshot));
  }

  @Override
  public void open() {}

  @Override
  public CatalogTable getTable(ObjectPath path) throws TableNotExistException {
    CatalogTable table = super.getTable(path);
    Long snapshot = snapshots.get(path);
    if (snapshot == null) {
      return table;
    }

    Map<String, String> options = new HashMap<>(table.getOptions());
    options.put(FlinkReadOptions.SNAPSHOT_ID.key(), snapshot.toString());
    return table.copy(options);
  }
}
