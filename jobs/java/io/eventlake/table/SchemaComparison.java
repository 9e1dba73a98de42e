package io.eventlake.table;

import io.eventlake.table.TableChange.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.StructType;

/**
 * Compares the columns of a definition with those of a table by name, down into structs, lists and
 * maps.
 */
final class SchemaComparison {

  private final List<TableChange> changes = new ArrayList<>();

  private SchemaComparison() {}

  static List<TableChange> compare(Schema defined, Schema actual) {
    SchemaComparison comparison = new SchemaComparison();
    comparison.compareStructs("", defined.asStruct(), actual.asStruct());
    return comparison.changes;
  }

  private void compareStructs(String parent, StructType defined, StructType actual) {
    String before = null;
    for (NestedField field : defined.fields()) {
      NestedField found = actual.field(field.name());
      if (found == null) {
        addMissing(parent, field, before);
      } else {
        compareFields(parent + field.name(), field, found);
      }

      before = field.name();
    }

    for (NestedField found : actual.fields()) {
      if (found.isRequired() && defined.field(found.name()) == null) {
        changes.add(
            new TableChange(
                Kind.CONFLICT,
                "the column " + parent + found.name() + " is required but not defined"));
      }
    }

    compareOrder(parent, defined, actual);
  }

  /** A new column goes behind the one it follows in the definition. */
  private void addMissing(String parent, NestedField field, String before) {
    String path = parent + field.name();
    changes.add(
        new TableChange(
            Kind.MISSING_COLUMN,
            "the column " + path + " " + field.type() + " is missing",
            update -> {
              update.addColumn(parentName(parent), field.name(), field.type(), field.doc());
              if (before == null) {
                update.moveFirst(path);
              } else {
                update.moveAfter(path, parent + before);
              }
            }));
  }

  private void compareFields(String path, NestedField defined, NestedField actual) {
    compareTypes(path, defined.type(), actual.type());
    if (actual.isRequired() && defined.isOptional()) {
      changes.add(
          new TableChange(
              Kind.REQUIRED_COLUMN,
              "the column " + path + " is required, defined is optional",
              update -> update.makeColumnOptional(path)));
    }

    if (defined.doc() != null && !Objects.equals(defined.doc(), actual.doc())) {
      changes.add(
          new TableChange(
              Kind.SETTING,
              "the column " + path + " has another comment",
              update -> update.updateColumnDoc(path, defined.doc())));
    }
  }

  private void compareTypes(String path, Type defined, Type actual) {
    if (defined.isStructType() && actual.isStructType()) {
      compareStructs(path + ".", defined.asStructType(), actual.asStructType());
    } else if (defined.isListType() && actual.isListType()) {
      compareTypes(
          path + ".element", defined.asListType().elementType(), actual.asListType().elementType());
    } else if (defined.isMapType() && actual.isMapType()) {
      compareMaps(path, defined.asMapType(), actual.asMapType());
    } else if (!defined.equals(actual)) {
      addTypeChange(path, defined, actual);
    }
  }

  private void compareMaps(String path, Types.MapType defined, Types.MapType actual) {
    if (!defined.keyType().equals(actual.keyType())) {
      changes.add(conflict(path + ".key", defined.keyType(), actual.keyType()));
    }

    compareTypes(path + ".value", defined.valueType(), actual.valueType());
  }

  private void addTypeChange(String path, Type defined, Type actual) {
    boolean widens =
        defined.isPrimitiveType()
            && actual.isPrimitiveType()
            && TypeUtil.isPromotionAllowed(actual, defined.asPrimitiveType());
    if (!widens) {
      changes.add(conflict(path, defined, actual));
      return;
    }

    changes.add(
        new TableChange(
            Kind.NARROW_COLUMN,
            "the column " + path + " is " + actual + ", defined is " + defined,
            update -> update.updateColumn(path, defined.asPrimitiveType())));
  }

  private static TableChange conflict(String path, Type defined, Type actual) {
    return new TableChange(
        Kind.CONFLICT, "the column " + path + " is " + actual + " and cannot become " + defined);
  }

  /** Rows are written by position: the common columns must stand in the order of the definition. */
  private void compareOrder(String parent, StructType defined, StructType actual) {
    List<String> wanted = namesIn(defined, actual);
    if (wanted.equals(namesIn(actual, defined))) {
      return;
    }

    changes.add(
        new TableChange(
            Kind.COLUMN_ORDER,
            (parent.isEmpty() ? "the columns" : "the fields of " + parentName(parent))
                + " stand in the order "
                + String.join(", ", namesIn(actual, defined)),
            update -> {
              List<NestedField> fields = defined.fields();
              update.moveFirst(parent + fields.get(0).name());
              for (int i = 1; i < fields.size(); i++) {
                update.moveAfter(parent + fields.get(i).name(), parent + fields.get(i - 1).name());
              }
            }));
  }

  private static List<String> namesIn(StructType struct, StructType other) {
    return struct.fields().stream()
        .map(NestedField::name)
        .filter(name -> other.field(name) != null)
        .collect(Collectors.toList());
  }

  private static String parentName(String parent) {
    return parent.isEmpty() ? null : parent.substring(0, parent.length() - 1);
  }
}
