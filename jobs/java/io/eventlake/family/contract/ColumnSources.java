package io.eventlake.family.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.flink.table.types.logical.LogicalType;

/** Which properties each column of a table is of; a contract and a table that do not fit fail. */
final class ColumnSources {

  private static final Property[] NONE = {};

  private final String table;
  private final Map<String, List<Property>> values = new LinkedHashMap<>();
  private final Map<String, List<Property>> objects = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();

  /**
   * @param table as messages name it
   * @param column of a property, or null for none
   */
  ColumnSources(String table, Contract contract, Function<Property, String> column) {
    this.table = table;
    for (Property property : contract.properties()) {
      String path = column.apply(property);
      // The event's id has a column that all families have.
      if (path != null && property.type != PropertyType.ID) {
        (property.type == PropertyType.OBJECT ? objects : values)
            .computeIfAbsent(path, unused -> new ArrayList<>(1))
            .add(property);
      }
    }
  }

  /** The objects that are a struct's. */
  Property[] objects(String path) {
    return objects.getOrDefault(path, List.of()).toArray(NONE);
  }

  /** The properties that a column is of. */
  Property[] values(String path, LogicalType type) {
    List<Property> properties = values.get(path);
    if (properties == null) {
      throw new IllegalArgumentException(
          "The column "
              + path
              + " of "
              + table
              + " is of no property of the contract; name it with one, or take it out of the DDL");
    }

    for (Property property : properties) {
      if (!Kind.of(property).fits(type) || Kind.of(property) != Kind.of(properties.get(0))) {
        throw new IllegalArgumentException(
            "The column " + path + " of " + table + " does not fit " + property);
      }
    }

    taken.add(path);
    return properties.toArray(NONE);
  }

  /** To be called at the end: no value of an event may be lost. */
  void requireAllTaken() {
    for (Map.Entry<String, List<Property>> left : values.entrySet()) {
      if (!taken.contains(left.getKey())) {
        throw new IllegalArgumentException(
            table
                + " has no column "
                + left.getKey()
                + " for "
                + left.getValue().get(0)
                + "; add it to the DDL");
      }
    }
  }
}
