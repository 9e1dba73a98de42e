package io.eventlake.family.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;

/** Where the columns stand in a table that every family has; what they hold is the lake's. */
final class SystemColumns {

  private final String table;
  private final Map<String, Integer> positions = new LinkedHashMap<>();

  /**
   * @param table as messages name it
   * @param names of columns that the table may have
   */
  SystemColumns(String table, RowType type, String... names) {
    this.table = table;
    for (String name : names) {
      positions.put(name, type.getFieldIndex(name));
    }
  }

  /** True for the name of one, whether or not the table has it. */
  boolean has(String name) {
    return positions.containsKey(name);
  }

  /** The position of a column that the table must have. */
  int required(String name) {
    int position = positions.get(name);
    if (position < 0) {
      throw new IllegalArgumentException(table + " has no column " + name);
    }

    return position;
  }

  /** The position of a column, negative where the table has none. */
  int optional(String name) {
    return positions.get(name);
  }
}
