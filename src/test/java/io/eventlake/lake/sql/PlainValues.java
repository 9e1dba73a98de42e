package io.eventlake.lake.sql;

import java.lang.reflect.Array;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.types.Row;

/**
 * Flink's values as plain ones that any format can write: structs as maps, arrays as lists, times
 * as ISO texts in UTC.
 */
final class PlainValues {

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter INSTANT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .append(TIME)
          .appendLiteral('Z')
          .toFormatter(Locale.ROOT);

  private PlainValues() {}

  /** The values of a result's row in the order of its columns. */
  static List<Object> of(Row row) {
    List<Object> values = new ArrayList<>(row.getArity());
    for (int i = 0; i < row.getArity(); i++) {
      values.add(of(row.getField(i)));
    }

    return values;
  }

  private static Object of(Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    } else if (value instanceof byte[] || value instanceof String) {
      return value;
    } else if (value instanceof LocalDateTime) {
      return INSTANT.format((LocalDateTime) value);
    } else if (value instanceof Instant) {
      return INSTANT.format(LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC));
    } else if (value instanceof LocalTime) {
      return TIME.format((LocalTime) value);
    } else if (value instanceof Row) {
      return struct((Row) value);
    } else if (value instanceof Map) {
      return map((Map<?, ?>) value);
    } else if (value.getClass().isArray()) {
      return list(value);
    }

    return value.toString();
  }

  private static Map<String, Object> struct(Row row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(row.getFieldNames(true));
    for (String name : names) {
      fields.put(name, of(row.getField(name)));
    }

    return fields;
  }

  private static Map<String, Object> map(Map<?, ?> map) {
    Map<String, Object> entries = new LinkedHashMap<>();
    map.forEach((key, value) -> entries.put(String.valueOf(of(key)), of(value)));
    return entries;
  }

  private static List<Object> list(Object array) {
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      elements.add(of(Array.get(array, i)));
    }

    return elements;
  }
}
