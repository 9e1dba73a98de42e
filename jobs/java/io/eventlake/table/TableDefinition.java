package io.eventlake.table;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;

/**
 * What a table should be, read from {@code iceberg-ddl/}. Immutable; the field ids are those of a
 * new table, so code that writes takes the schema of the loaded table instead.
 */
public final class TableDefinition {

  private final TableName name;
  private final String databasePrefix;
  private final String description;
  private final Schema schema;
  private final PartitionSpec partitionSpec;
  private final SortOrder sortOrder;
  private final Map<String, String> properties;
  private final List<String> keyColumns;
  private final List<String> personColumns;
  private final boolean fewRows;

  TableDefinition(
      TableName name,
      String databasePrefix,
      DdlComments comments,
      PartitionSpec partitionSpec,
      SortOrder sortOrder,
      Map<String, String> properties) {
    this.name = Objects.requireNonNull(name, "name");
    this.databasePrefix = databasePrefix;
    this.description = comments.description();
    this.schema = partitionSpec.schema();
    this.partitionSpec = partitionSpec;
    this.sortOrder = sortOrder;
    this.properties = Map.copyOf(properties);
    this.keyColumns = List.copyOf(comments.key());
    this.personColumns = List.copyOf(comments.persons());
    this.fewRows = comments.fewRows();
  }

  public TableName name() {
    return name;
  }

  /** What its statement puts before the layer; that of common tables is every set's own. */
  String databasePrefix() {
    return databasePrefix;
  }

  /** What a row of the table is, in a sentence. */
  public String description() {
    return description;
  }

  /** The columns; each carries its comment as documentation. */
  public Schema schema() {
    return schema;
  }

  public PartitionSpec partitionSpec() {
    return partitionSpec;
  }

  /** How compaction sorts the table; unsorted where nothing is said. */
  public SortOrder sortOrder() {
    return sortOrder;
  }

  /** Iceberg's table properties, the format version (always 2, Athena reads no other) included. */
  public Map<String, String> properties() {
    return properties;
  }

  /** Columns by which a row is replaced; empty for a table that is only appended to. */
  public List<String> keyColumns() {
    return keyColumns;
  }

  /** Columns that tell who somebody is, which whoever may not see persons is not granted. */
  public List<String> personColumns() {
    return personColumns;
  }

  /** True where one writer of a job is enough, so that a checkpoint has few files. */
  public boolean hasFewRows() {
    return fewRows;
  }
}
