package io.eventlake.lake.engine;

import io.eventlake.lake.engine.FilePlan.PlannedFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The query of DuckDB that gives the rows of a {@link FilePlan}: its files, less what is deleted as
 * Iceberg's specification has it. A delete by value meets the rows of its partition in files with a
 * smaller data sequence number that are equal to it, null to null; a delete by position meets a row
 * of a file.
 */
final class TableQuery {

  private static final String FILE = "__file";
  private static final String ROW = "file_row_number";

  private final Schema schema;
  private final FilePlan plan;
  private final UnaryOperator<String> paths;

  /**
   * @param paths where a file lies for DuckDB, by its location
   */
  TableQuery(Schema schema, FilePlan plan, UnaryOperator<String> paths) {
    this.schema = schema;
    this.plan = plan;
    this.paths = paths;
  }

  String sql() {
    List<String> parts = new ArrayList<>();
    if (!plan.whole().isEmpty()) {
      parts.add("SELECT " + names("") + " FROM " + files(plan.whole(), schema.columns(), false));
    }

    if (!plan.touched().isEmpty()) {
      parts.add(withoutDeleted());
    }

    return parts.isEmpty() ? nothing() : String.join("\nUNION ALL\n", parts);
  }

  private String nothing() {
    return schema.columns().stream()
        .map(
            column ->
                "CAST(NULL AS "
                    + ColumnTypes.duckDb(column.type())
                    + ") AS "
                    + Quoted.name(column.name()))
        .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
  }

  private String withoutDeleted() {
    List<String> conditions = new ArrayList<>();
    plan.byValue((ids, deletes) -> conditions.add(notDeletedByValue(ids, deletes)));
    if (!plan.byPosition().isEmpty()) {
      conditions.add(
          "NOT EXISTS (SELECT 1 FROM read_parquet("
              + paths(plan.byPosition())
              + ", hive_partitioning = false) AS p WHERE p.file_path = r.__location AND p.pos = r."
              + ROW
              + ")");
    }

    return "SELECT "
        + names("r.")
        + " FROM (SELECT d.*, m.location AS __location, m.sequence AS __sequence, m.part AS __part"
        + " FROM "
        + files(locations(plan.touched()), schema.columns(), true)
        + " AS d JOIN "
        + list(plan.touched())
        + " AS m(path, location, sequence, part) ON d."
        + FILE
        + " = m.path) AS r WHERE "
        + String.join(" AND ", conditions);
  }

  private String notDeletedByValue(Set<Integer> ids, List<PlannedFile> deletes) {
    List<NestedField> keys = ids.stream().map(this::key).collect(Collectors.toList());
    String equal =
        keys.stream()
            .map(key -> Quoted.name(key.name()))
            .map(name -> "e." + name + " IS NOT DISTINCT FROM r." + name)
            .collect(Collectors.joining(" AND "));
    return "NOT EXISTS (SELECT 1 FROM (SELECT "
        + keys.stream().map(key -> "x." + Quoted.name(key.name())).collect(Collectors.joining(", "))
        + ", n.part AS part, MAX(n.sequence) AS sequence FROM "
        + files(locations(deletes), keys, true)
        + " AS x JOIN "
        + list(deletes)
        + " AS n(path, location, sequence, part) ON x."
        + FILE
        + " = n.path GROUP BY ALL) AS e WHERE "
        + equal
        + " AND (e.part IS NULL OR e.part = r.__part) AND e.sequence > r.__sequence)";
  }

  private NestedField key(int id) {
    NestedField key = schema.asStruct().field(id);
    if (key == null) {
      throw new UnsupportedTableException("has deletes by a column that it has no more");
    }

    return key;
  }

  private String files(Collection<String> locations, List<NestedField> columns, boolean named) {
    return "read_parquet("
        + paths(locations)
        + ", "
        + ReadableSchema.argument(columns)
        + ", hive_partitioning = false"
        + (named ? ", filename = '" + FILE + "', file_row_number = true" : "")
        + ")";
  }

  private String paths(Collection<String> locations) {
    return Quoted.texts(locations.stream().map(paths).collect(Collectors.toList()));
  }

  private static List<String> locations(List<PlannedFile> files) {
    return files.stream().map(file -> file.location).collect(Collectors.toList());
  }

  private String list(List<PlannedFile> files) {
    return files.stream()
        .map(
            file ->
                "("
                    + Quoted.text(paths.apply(file.location))
                    + ", "
                    + Quoted.text(file.location)
                    + ", CAST("
                    + file.sequence
                    + " AS BIGINT), CAST("
                    + (file.partition == null ? "NULL" : file.partition.toString())
                    + " AS INTEGER))")
        .collect(Collectors.joining(", ", "(VALUES ", ")"));
  }

  private String names(String prefix) {
    return schema.columns().stream()
        .map(column -> prefix + Quoted.name(column.name()))
        .collect(Collectors.joining(", "));
  }
}
