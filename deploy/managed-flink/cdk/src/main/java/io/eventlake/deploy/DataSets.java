package io.eventlake.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What QuickSight reads, as {@code quicksight/data-sets.json} has it. A test of the lake resolves
 * every data set over tables that have no more than what is granted here.
 *
 * @param views of the database gold, those that others build on first
 * @param grants columns of tables outside gold that the views read
 * @param dataSets what dashboards are made of
 */
record DataSets(List<String> views, Map<String, List<String>> grants, List<DataSet> dataSets) {

  /**
   * Reads the file.
   *
   * @throws UncheckedIOException when it cannot be read
   */
  static DataSets read(Path file) {
    try {
      return new ObjectMapper().readValue(file.toFile(), DataSets.class);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /**
   * A data set by its id.
   *
   * @throws IllegalArgumentException when there is none
   */
  DataSet find(String id) {
    return dataSets.stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no data set " + id));
  }

  /**
   * A table or view as QuickSight shows it.
   *
   * @param source with its layer, such as gold.fact_funnel
   * @param day the column by which Athena leaves files out, or null
   * @param columns their types: STRING, INTEGER, DECIMAL or DATETIME
   * @param calculated columns that analysis and dashboard make of those of one row, numbers all
   * @param measures made of sums over rows
   */
  record DataSet(
      String id,
      String name,
      String source,
      String day,
      Map<String, String> columns,
      Map<String, String> calculated,
      Map<String, String> measures) {

    DataSet {
      calculated = calculated == null ? Map.of() : calculated;
      measures = measures == null ? Map.of() : measures;
    }

    /** The type of a column, calculated or not; null for a measure. */
    String type(String column) {
      if (measures.containsKey(column)) {
        return null;
      }

      String type = calculated.containsKey(column) ? "DECIMAL" : columns.get(column);
      if (type == null) {
        throw new IllegalArgumentException("the data set " + id + " has no column " + column);
      }

      return type;
    }

    /** Without its layer. */
    String table() {
      return source.substring(source.indexOf('.') + 1);
    }

    String layer() {
      return source.substring(0, source.indexOf('.'));
    }
  }
}
