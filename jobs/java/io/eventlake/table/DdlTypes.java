package io.eventlake.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Reads the types of Athena's DDL as Iceberg's; {@code timestamp} is without a zone. */
final class DdlTypes {

  private final DdlCursor cursor;
  private int lastId;

  DdlTypes(DdlCursor cursor) {
    this.cursor = cursor;
  }

  /** A number for a field; the table's catalog gives the final ones. */
  int nextId() {
    return ++lastId;
  }

  Type read() {
    String name = cursor.name("a type");
    switch (name) {
      case "struct":
        return struct();
      case "array":
        return array();
      case "map":
        return map();
      case "decimal":
        return decimal();
      default:
        return simple(name);
    }
  }

  private Type simple(String name) {
    switch (name) {
      case "string":
        return Types.StringType.get();
      case "boolean":
        return Types.BooleanType.get();
      case "int":
        return Types.IntegerType.get();
      case "bigint":
        return Types.LongType.get();
      case "float":
        return Types.FloatType.get();
      case "double":
        return Types.DoubleType.get();
      case "date":
        return Types.DateType.get();
      case "timestamp":
        return Types.TimestampType.withoutZone();
      case "binary":
        return Types.BinaryType.get();
      default:
        throw cursor.wrong(
            "expected a type (string, boolean, int, bigint, float, double, decimal(p,s), date,"
                + " timestamp, binary, struct, array or map) but found '"
                + name
                + "'");
    }
  }

  private Type struct() {
    cursor.expect("<");
    List<NestedField> fields = cursor.list(">", this::structField);
    Set<String> names = new HashSet<>();
    for (NestedField field : fields) {
      if (!names.add(field.name())) {
        throw cursor.wrong("the field " + field.name() + " stands twice in a struct");
      }
    }

    return Types.StructType.of(new ArrayList<>(fields));
  }

  private NestedField structField() {
    String name = cursor.name("a field name");
    cursor.expect(":");
    int id = nextId();
    return NestedField.optional(id, name, read());
  }

  private Type array() {
    cursor.expect("<");
    int id = nextId();
    Type element = read();
    cursor.expect(">");
    return Types.ListType.ofOptional(id, element);
  }

  private Type map() {
    cursor.expect("<");
    int keyId = nextId();
    int valueId = nextId();
    Type key = read();
    cursor.expect(",");
    Type value = read();
    cursor.expect(">");
    return Types.MapType.ofOptional(keyId, valueId, key, value);
  }

  private Type decimal() {
    cursor.expect("(");
    int precision = cursor.number("a precision");
    cursor.expect(",");
    int scale = cursor.number("a scale");
    cursor.expect(")");
    if (precision < 1 || precision > 38 || scale > precision) {
      throw cursor.wrong("decimal has a precision of 1 to 38 and a scale up to that");
    }

    return Types.DecimalType.of(precision, scale);
  }
}
