package io.eventlake.table;

import io.eventlake.table.DdlTokens.Token;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Reads one {@code CREATE TABLE} in Athena's words for Iceberg tables, with {@link DdlComments} for
 * the rest. Recursive descent: one method per rule of the grammar.
 */
final class DdlReader {

  private static final Map<String, String> ATHENA_PROPERTIES =
      Map.of(
          "format", TableProperties.DEFAULT_FILE_FORMAT,
          "write_compression", TableProperties.PARQUET_COMPRESSION,
          "write_target_data_file_size_bytes", TableProperties.WRITE_TARGET_FILE_SIZE_BYTES);

  private final TableName table;
  private final DdlCursor cursor;
  private final DdlComments comments;

  /** What the statement puts before the layer in the name of the database. */
  private String databasePrefix;

  private DdlReader(TableName table, String file, List<Token> tokens) {
    this.table = table;
    this.cursor = new DdlCursor(file, tokens);
    this.comments = new DdlComments(file, tokens);
  }

  /**
   * Reads the definition of a table.
   *
   * @throws DdlException naming file, line and what was expected
   */
  static TableDefinition read(TableName table, String file, String source) {
    return new DdlReader(table, file, DdlTokens.of(file, source)).statement();
  }

  private TableDefinition statement() {
    cursor.expect("CREATE", "TABLE");
    String written = cursor.name("a table name");
    if (!written.endsWith(table.toString())) {
      throw cursor.wrong("expected the table " + table + ", after which the file is named");
    }

    databasePrefix = written.substring(0, written.length() - table.toString().length());

    Schema schema = columns();
    PartitionSpec spec = partitions(schema);
    cursor.expect("LOCATION");
    location(cursor.text("a location in quotes"));
    Map<String, String> properties = properties();
    cursor.end();
    requireColumns(schema, comments.key(), "@key");
    requireAppended();
    requirePersons(schema);
    return new TableDefinition(
        table, databasePrefix, comments, spec, sortOrder(schema), properties);
  }

  /** Few rows go to one writer from all subtasks, and a correction must not overtake its row. */
  private void requireAppended() {
    if (comments.fewRows() && !comments.key().isEmpty()) {
      throw cursor.wrong("@rows few is for tables without @key, whose rows come in any order");
    }
  }

  private Schema columns() {
    DdlTypes types = new DdlTypes(cursor);
    cursor.expect("(");
    List<NestedField> columns = new ArrayList<>();
    cursor.list(")", () -> columns.add(column(types, columns)));
    return TypeUtil.assignFreshIds(new Schema(columns), new AtomicInteger()::incrementAndGet);
  }

  private NestedField column(DdlTypes types, List<NestedField> before) {
    String name = cursor.name("a column name");
    if (before.stream().anyMatch(column -> column.name().equals(name))) {
      throw cursor.wrong("the column " + name + " stands twice");
    }

    int id = types.nextId();
    Type type = types.read();
    String doc = cursor.accept("COMMENT") ? cursor.text("a comment in quotes") : null;
    return NestedField.optional(id, name, type, doc);
  }

  private PartitionSpec partitions(Schema schema) {
    PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
    if (cursor.accept("PARTITIONED")) {
      cursor.expect("BY", "(");
      cursor.list(")", () -> partition(schema, spec));
    }

    try {
      return spec.build();
    } catch (ValidationException e) {
      throw cursor.wrong("a partition does not fit its column: " + e.getMessage());
    }
  }

  private PartitionSpec.Builder partition(Schema schema, PartitionSpec.Builder spec) {
    String name = cursor.name("a column or transform");
    if (!cursor.accept("(")) {
      return spec.identity(known(schema, name));
    }

    int width = 0;
    if (name.equals("bucket") || name.equals("truncate")) {
      width = cursor.number("a number");
      cursor.expect(",");
    }

    String column = known(schema, cursor.name("a column name"));
    cursor.expect(")");
    try {
      return transform(spec, name, column, width);
    } catch (IllegalArgumentException e) {
      throw cursor.wrong(name + " does not fit the column " + column + ": " + e.getMessage());
    }
  }

  private PartitionSpec.Builder transform(
      PartitionSpec.Builder spec, String name, String column, int width) {
    switch (name) {
      case "identity":
        return spec.identity(column);
      case "year":
        return spec.year(column);
      case "month":
        return spec.month(column);
      case "day":
        return spec.day(column);
      case "hour":
        return spec.hour(column);
      case "bucket":
        return spec.bucket(column, width);
      case "truncate":
        return spec.truncate(column, width);
      default:
        throw cursor.wrong(
            "expected identity, year, month, day, hour, bucket or truncate but found '"
                + name
                + "'");
    }
  }

  private String known(Schema schema, String column) {
    if (schema.findField(column) == null) {
      throw cursor.wrong("the table has no column " + column);
    }

    return column;
  }

  /** The bucket is filled in where the lake is; the folder has to be the table's own. */
  private void location(String location) {
    String folder = databasePrefix + table.layer() + "/" + table.table() + "/";
    if (!location.equals("s3://${bucket}/" + folder)) {
      throw cursor.wrong("expected the location 's3://${bucket}/" + folder + "'");
    }
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>(comments.properties());
    properties.put(TableProperties.FORMAT_VERSION, "2");
    cursor.expect("TBLPROPERTIES", "(");
    cursor.list(")", this::property).forEach(entry -> addAthenaProperty(properties, entry));
    properties.put("comment", comments.description());
    return properties;
  }

  private SimpleEntry<String, String> property() {
    String key = cursor.text("a property in quotes");
    cursor.expect("=");
    return new SimpleEntry<>(key, cursor.text("a value in quotes"));
  }

  private void addAthenaProperty(
      Map<String, String> properties, SimpleEntry<String, String> entry) {
    if (entry.getKey().equals("table_type")) {
      if (!entry.getValue().equals("ICEBERG")) {
        throw cursor.wrong("expected 'table_type'='ICEBERG'");
      }

      return;
    }

    String iceberg = ATHENA_PROPERTIES.get(entry.getKey());
    if (iceberg == null) {
      throw cursor.wrong(
          "'" + entry.getKey() + "' is not mapped to Iceberg; write it as -- @property");
    }

    String before = properties.put(iceberg, entry.getValue());
    if (before != null && !before.equals(entry.getValue())) {
      throw cursor.wrong("'" + entry.getKey() + "' contradicts -- @property " + iceberg);
    }
  }

  private SortOrder sortOrder(Schema schema) {
    requireColumns(schema, comments.sort(), "@sort");
    SortOrder.Builder order = SortOrder.builderFor(schema);
    comments.sort().forEach(order::asc);
    return order.build();
  }

  /** Rights are given by whole columns: one within a struct could not be hidden. */
  private void requirePersons(Schema schema) {
    requireColumns(schema, comments.persons(), "@person");
    for (String column : comments.persons()) {
      if (schema.asStruct().field(column) == null) {
        throw cursor.wrong(
            "@person names " + column + ", which is a part of a column: name all of it");
      }
    }
  }

  private void requireColumns(Schema schema, List<String> columns, String role) {
    for (String column : columns) {
      if (schema.findField(column) == null) {
        throw cursor.wrong(role + " names " + column + ", which is no column");
      }
    }
  }
}
