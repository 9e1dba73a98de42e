package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The types of Athena in DuckDB's words, and casts to them. */
final class AthenaTypes {

  private static final Pattern TYPE =
      Pattern.compile("(?s)\\s*([a-z]+)\\s*(?:[(<](.*)[)>])?\\s*(with(?:out)? time zone)?\\s*");

  /** What shows how many digits the second of a timestamp has. */
  private static final Pattern TEXTS = Pattern.compile("(?i)\\b(?:varchar|string|char|json)\\b");

  private AthenaTypes() {}

  /**
   * A cast.
   *
   * @param type as Athena writes it
   * @param tried whether what cannot be cast is null
   * @throws SqlException when there is no such type here, or no cast to it
   */
  static String cast(String value, String type, boolean tried) {
    return cast(value, ValueType.UNKNOWN, type, tried);
  }

  /** A cast of a value of which something is known. */
  static String cast(String value, ValueType of, String type, boolean tried) {
    ValueType.Kind kind = of.kind();
    if (of.hasDigits() && TEXTS.matcher(type).find()) {
      return WrittenTimes.text(value, of, type);
    }

    boolean json = kind == ValueType.Kind.JSON && !NestedCasts.isJson(value);
    String known = json ? "athena_to_json(" + value + ")" : value;
    return KnownCasts.print(known, kind, type, tried).orElseGet(() -> lookedUp(known, type, tried));
  }

  private static String lookedUp(String value, String type, boolean tried) {
    String printed = cast(value, type.toLowerCase(Locale.ROOT));
    return tried ? "TRY(" + printed + ")" : printed;
  }

  /** A cast to a type in lower case, by what DuckDB finds out. */
  static String cast(String value, String type) {
    Matcher parts = TYPE.matcher(type);
    if (!parts.matches()) {
      throw unknown(type);
    }

    String inner = parts.group(2);
    switch (parts.group(1)) {
      case "array":
        return NestedCasts.array(value, inner);
      case "map":
        return NestedCasts.map(value, inner);
      case "row":
      case "struct":
        return NestedCasts.row(value, inner);
      case "timestamp":
        return "with time zone".equals(parts.group(3)) ? zoned(value) : timestamp(value, inner);
      case "decimal":
        return decimal(value, inner);
      case "varchar":
        return inner == null
            ? "athena_to_varchar("
                + Zoned.local(value)
                + ")"
                + (Zoned.read(value).isPresent() ? zone(value) : "")
            : "athena_to_varchar_n(" + value + ", " + Integer.parseInt(inner.strip()) + ")";
      default:
        return simple(Zoned.local(value), parts.group(1));
    }
  }

  private static String simple(String value, String type) {
    switch (type) {
      case "string":
        return "athena_to_varchar(" + value + ")";
      case "boolean":
      case "date":
      case "double":
      case "json":
        return "athena_to_" + type + "(" + value + ")";
      case "bigint":
        return "athena_to_whole(" + value + ")";
      case "int":
      case "integer":
      case "smallint":
      case "tinyint":
        String name = type.equals("int") ? "INTEGER" : type.toUpperCase(Locale.ROOT);
        return "CAST(athena_to_whole(" + value + ") AS " + name + ")";
      case "varbinary":
        return "encode(" + value + ")";
      case "char":
        throw new SqlException(
            "char(n) is not known here: blanks at its end would count; write varchar(n)");
      case "real":
      case "float":
        throw new SqlException("there is no real here; write double");
      case "time":
        throw new SqlException(
            "nothing is cast to a time of day here; write date_format(time, '%H:%i:%s')");
      default:
        throw unknown(type);
    }
  }

  static SqlException unknown(String type) {
    return new SqlException(
        "there is no type "
            + type
            + " here; there are boolean, integer, bigint, double, decimal(p, s), varchar, date,"
            + " timestamp, json, array, map and row");
  }

  /** Printed with the zone that the local time is of. */
  private static String zone(String value) {
    throw new SqlException(
        "a time in another zone is not cast to varchar here; write date_format(at_timezone(..),"
            + " '%Y-%m-%d %H:%i:%s')");
  }

  private static String timestamp(String value, String precision) {
    String digits = precision == null ? "3" : precision.strip();
    String whole = "athena_to_timestamp(" + Zoned.local(value) + ")";
    switch (digits) {
      case "0":
        return "athena_seconds(" + whole + ")";
      case "3":
        return "athena_milliseconds(" + whole + ")";
      case "6":
        return "athena_to_timestamp(athena_at_most_six(" + Zoned.local(value) + "))";
      default:
        throw new SqlException(
            "there is no timestamp("
                + digits
                + ") here; write timestamp(0), timestamp(3) or timestamp(6)");
    }
  }

  private static String zoned(String value) {
    if (value.startsWith("'")) {
      throw new SqlException(
          "a text is not cast to a time with a zone here; write from_iso8601_timestamp(text)");
    }

    return Zoned.read(value).isPresent() ? value : "CAST(" + value + " AS TIMESTAMPTZ)";
  }

  private static String decimal(String value, String of) {
    if (of != null && !of.matches("[ 0-9,]{1,10}")) {
      throw new SqlException("there is no decimal(" + of + "); write decimal(38, 2)");
    }

    List<Integer> size =
        of == null
            ? List.of(38, 0)
            : NestedCasts.split(of).stream()
                .map(part -> Integer.valueOf(part.strip()))
                .collect(Collectors.toList());
    int precision = size.get(0);
    int scale = size.size() > 1 ? size.get(1) : 0;
    if (precision < 1 || precision > 38 || scale > precision) {
      throw new SqlException("there is no decimal(" + of + "); write decimal(38, 2)");
    }

    return "CAST(athena_decimal_text(" + value + ") AS DECIMAL(" + precision + ", " + scale + "))";
  }
}
