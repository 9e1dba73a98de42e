package io.eventlake.serve.catalog;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.serve.lake.ServedLake;
import io.eventlake.serve.lake.Viewer;
import io.eventlake.table.TableName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.Table;

/**
 * The tables that a viewer may mount. Who has a table reads its files, all rows and columns of
 * them: it is one of which the viewer may see everything, or it is not there.
 */
final class MountedTables {

  /** Of which family a table is. */
  private record Place(LakeTables tables, TableName name) {}

  /** By namespace and name in the catalog. */
  private final Map<String, Map<String, Place>> places = new TreeMap<>();

  MountedTables(ServedLake lake, Viewer viewer) {
    for (String family : lake.families()) {
      if (viewer.sees(family) && !viewer.limit(family).limits()) {
        add(lake.tables(family), viewer);
      }
    }
  }

  private void add(LakeTables tables, Viewer viewer) {
    for (TableName name : tables.names()) {
      boolean isSeen = viewer.persons() || tables.set().definition(name).personColumns().isEmpty();
      if (isSeen) {
        places
            .computeIfAbsent(tables.lake().database(name), any -> new TreeMap<>())
            .putIfAbsent(name.table(), new Place(tables, name));
      }
    }
  }

  Set<String> namespaces() {
    return places.keySet();
  }

  /**
   * The tables of a namespace that exist.
   *
   * @throws CatalogException 404 without such a namespace
   */
  Set<String> tables(String namespace) {
    Set<String> names = new TreeSet<>();
    inside(namespace)
        .forEach(
            (name, place) -> {
              if (place.tables().exists(place.name())) {
                names.add(name);
              }
            });
    return names;
  }

  /**
   * A table as it is now.
   *
   * @throws CatalogException 404 without such a table
   */
  Table load(String namespace, String table) {
    Place place = inside(namespace).get(table);
    if (place == null || !place.tables().exists(place.name())) {
      throw new CatalogException(
          404,
          "NoSuchTableException",
          "Table does not exist, or this key may not see all of it: " + namespace + "." + table);
    }

    return place.tables().load(place.name());
  }

  private Map<String, Place> inside(String namespace) {
    Map<String, Place> inside = places.get(namespace);
    if (inside == null) {
      throw new CatalogException(
          404,
          "NoSuchNamespaceException",
          "Namespace does not exist, or this key may see nothing of it: there are "
              + List.copyOf(places.keySet()));
    }

    return inside;
  }
}
