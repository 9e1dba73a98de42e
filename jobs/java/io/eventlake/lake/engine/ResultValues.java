package io.eventlake.lake.engine;

import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duckdb.DuckDBStruct;

/**
 * DuckDB's values as plain ones that any format can write: structs as maps, arrays as lists, times
 * as ISO texts in UTC. Numbers, booleans, texts and bytes are themselves.
 */
final class ResultValues {

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

  private ResultValues() {}

  /** The value of a column, counted from 1, in the row at hand. */
  static Object of(ResultSet row, int column, int type) throws SQLException {
    // As a java.sql.Timestamp it would be moved where the machine's zone has no such time.
    return type == Types.TIMESTAMP
        ? of(row.getObject(column, LocalDateTime.class))
        : of(row.getObject(column));
  }

  private static Object of(Object value) throws SQLException {
    if (value == null || value instanceof Boolean || value instanceof String) {
      return value;
    } else if (value instanceof BigInteger) {
      return narrow((BigInteger) value);
    } else if (value instanceof Number) {
      return value;
    } else if (value instanceof LocalDateTime) {
      return INSTANT.format((LocalDateTime) value);
    } else if (value instanceof OffsetDateTime) {
      Instant instant = ((OffsetDateTime) value).toInstant();
      return INSTANT.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    } else if (value instanceof LocalTime) {
      return TIME.format((LocalTime) value);
    } else if (value instanceof Blob) {
      return ((Blob) value).getBytes(1, Math.toIntExact(((Blob) value).length()));
    } else if (value instanceof Array) {
      return list((Object[]) ((Array) value).getArray());
    } else if (value instanceof DuckDBStruct) {
      return map(((DuckDBStruct) value).getMap());
    } else if (value instanceof Map) {
      return map((Map<?, ?>) value);
    }

    return value.toString();
  }

  /** Sums and counts are as wide as they need to be. */
  private static Number narrow(BigInteger number) {
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }

  private static List<Object> list(Object[] elements) throws SQLException {
    List<Object> list = new ArrayList<>(elements.length);
    for (Object element : elements) {
      list.add(of(element));
    }

    return list;
  }

  private static Map<String, Object> map(Map<?, ?> entries) throws SQLException {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      map.put(String.valueOf(of(entry.getKey())), of(entry.getValue()));
    }

    return map;
  }
}
