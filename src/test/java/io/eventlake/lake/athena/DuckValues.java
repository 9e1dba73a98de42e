package io.eventlake.lake.athena;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values and types of DuckDB as Trino's were written down. */
final class DuckValues {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private DuckValues() {}

  /** The type and the values of a query of one column, both in Trino's words. */
  static List<String> run(Connection duck, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    String type;
    try (Statement statement = duck.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      type = type(result.getMetaData().getColumnTypeName(1));
      while (result.next()) {
        values.add(text(result.getObject(1)));
      }
    }

    return List.of(type, String.join(" | ", values));
  }

  /**
   * Without lengths of texts, sizes of whole numbers, precisions of decimals and of times: they are
   * not kept here.
   */
  static String type(String type) {
    return type.toLowerCase(Locale.ROOT)
        .replaceAll("varchar\\(\\d+\\)", "varchar")
        .replaceAll("timestamp_m?s\\b", "timestamp")
        .replaceAll("timestamp\\(\\d+\\)", "timestamp")
        .replaceAll("decimal\\(\\d+,\\s*(\\d+)\\)", "decimal($1)")
        .replaceAll("struct\\(|tuple\\(", "row(")
        .replaceAll("blob", "varbinary")
        .replaceAll("\\b(?:small|tiny)?int(?:eger)?\\b", "bigint")
        .replaceAll("\"", "")
        .replaceAll("([a-z]+(?:\\((?:[^()]|\\([^()]*\\))*\\))?)\\[\\]\\[\\]", "array(array($1))")
        .replaceAll("([a-z]+(?:\\((?:[^()]|\\([^()]*\\))*\\))?)\\[\\]", "array($1)");
  }

  private static String text(Object value) throws SQLException {
    if (value == null) {
      return "NULL";
    } else if (value instanceof Array) {
      return texts(Stream.of((Object[]) ((Array) value).getArray()), "[", "]");
    } else if (value instanceof Struct) {
      return texts(Stream.of(((Struct) value).getAttributes()), "[", "]");
    } else if (value instanceof Map) {
      List<String> entries = new ArrayList<>();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        entries.add(text(entry.getKey()) + "=" + text(entry.getValue()));
      }

      return entries.stream().sorted().collect(Collectors.joining(", ", "{", "}"));
    }

    return scalar(value);
  }

  private static String texts(Stream<Object> values, String open, String close)
      throws SQLException {
    List<String> all = new ArrayList<>();
    for (Object value : values.toList()) {
      all.add(text(value));
    }

    return open + String.join(", ", all) + close;
  }

  private static String scalar(Object value) throws SQLException {
    if (value instanceof Blob) {
      Blob blob = (Blob) value;
      return "x" + HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
    } else if (value instanceof BigDecimal) {
      return ((BigDecimal) value).toPlainString();
    } else if (value instanceof Timestamp) {
      return time(((Timestamp) value).toLocalDateTime());
    } else if (value instanceof OffsetDateTime) {
      OffsetDateTime utc = ((OffsetDateTime) value).withOffsetSameInstant(ZoneOffset.UTC);
      return time(utc.toLocalDateTime()) + " UTC";
    }

    return value.toString();
  }

  /** With the digits of the second that are not zero. */
  private static String time(LocalDateTime time) {
    return digits(TIME.format(time));
  }

  /** Times without the zeros at their end, in any text. */
  static String digits(String text) {
    return text.replaceAll("(\\d:\\d\\d:\\d\\d)\\.0+\\b", "$1")
        .replaceAll("(\\d:\\d\\d:\\d\\d\\.\\d*?[1-9])0+\\b", "$1");
  }
}
