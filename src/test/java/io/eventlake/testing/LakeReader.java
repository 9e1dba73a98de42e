package io.eventlake.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;

/**
 * Reads a table's current rows with deletes applied, by Iceberg alone: what Flink wrote is not
 * judged by Flink.
 *
 * <p>Values are plain Java: a struct is a map, a binary a hexadecimal text, a timestamp a
 * LocalDateTime in UTC.
 */
public final class LakeReader {

  private LakeReader() {}

  /** The rows of a table of the catalog, columns in the order of its schema. */
  public static List<Map<String, Object>> rows(Catalog catalog, TableIdentifier table) {
    return rows(catalog.loadTable(table));
  }

  /** The rows of a table's current snapshot; none when it has no snapshot. */
  public static List<Map<String, Object>> rows(Table table) {
    try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
      List<Map<String, Object>> rows = new ArrayList<>();
      // Not the record's own columns: where a file has deletes it has row positions, too.
      records.forEach(record -> rows.add(row(record, table.schema().asStruct())));
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + table.name(), e);
    }
  }

  private static Map<String, Object> row(Record record, Types.StructType struct) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (Types.NestedField field : struct.fields()) {
      row.put(field.name(), plain(record.getField(field.name())));
    }
    return row;
  }

  private static Object plain(Object value) {
    if (value instanceof Record record) {
      return row(record, record.struct());
    }
    if (value instanceof List<?> list) {
      List<Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(plain(element)));
      return elements;
    }
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return HexFormat.of().formatHex(bytes);
    }
    return value;
  }
}
