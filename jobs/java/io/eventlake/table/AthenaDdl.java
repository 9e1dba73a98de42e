package io.eventlake.table;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Writes a definition as the statement that Athena takes; what it cannot say is left out. */
public final class AthenaDdl {

  private AthenaDdl() {}

  /**
   * The {@code CREATE TABLE} of a table.
   *
   * @param database its name in the catalog, prefix included
   * @param location the folder of its files
   */
  public static String statement(TableDefinition definition, String database, String location) {
    String columns =
        definition.schema().columns().stream()
            .map(AthenaDdl::column)
            .collect(Collectors.joining(",\n"));
    Map<String, String> properties = definition.properties();
    return "CREATE TABLE "
        + (database + "." + definition.name().table())
        + (" (\n" + columns + "\n)\n")
        + partitions(definition.partitionSpec())
        + ("LOCATION " + text(location + "/") + "\n")
        + "TBLPROPERTIES ('table_type'='ICEBERG', 'format'="
        + text(properties.get(TableProperties.DEFAULT_FILE_FORMAT))
        + ", 'write_compression'="
        + text(properties.get(TableProperties.PARQUET_COMPRESSION))
        + ")";
  }

  /** A type in the words of Athena's DDL. */
  public static String type(Type type) {
    switch (type.typeId()) {
      case STRUCT:
        return type.asStructType().fields().stream()
            .map(field -> field.name() + ":" + type(field.type()))
            .collect(Collectors.joining(",", "struct<", ">"));
      case LIST:
        return "array<" + type(type.asListType().elementType()) + ">";
      case MAP:
        Types.MapType map = type.asMapType();
        return "map<" + type(map.keyType()) + "," + type(map.valueType()) + ">";
      case DECIMAL:
        Types.DecimalType decimal = (Types.DecimalType) type;
        return "decimal(" + decimal.precision() + "," + decimal.scale() + ")";
      case INTEGER:
        return "int";
      case LONG:
        return "bigint";
      default:
        return type.typeId().toString().toLowerCase(Locale.ROOT);
    }
  }

  /** A partition field as it is written in {@code PARTITIONED BY}. */
  public static String partition(PartitionSpec spec, PartitionField field) {
    String column = spec.schema().findColumnName(field.sourceId());
    String transform = field.transform().toString();
    if (field.transform().isIdentity()) {
      return column;
    }

    int width = transform.indexOf('[');
    return width < 0
        ? transform + "(" + column + ")"
        : transform.substring(0, width)
            + "("
            + transform.substring(width + 1, transform.length() - 1)
            + ", "
            + column
            + ")";
  }

  private static String column(NestedField column) {
    return "  `"
        + column.name()
        + "` "
        + type(column.type())
        + (column.doc() == null ? "" : " COMMENT " + text(column.doc()));
  }

  private static String partitions(PartitionSpec spec) {
    return spec.isUnpartitioned()
        ? ""
        : spec.fields().stream()
            .map(field -> partition(spec, field))
            .collect(Collectors.joining(", ", "PARTITIONED BY (", ")\n"));
  }

  private static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
