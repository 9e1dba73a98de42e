package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Casts of values whose type is known when the statement is printed: the macros of {@link
 * AthenaTypes} look it up, and print their argument many times for it.
 */
final class KnownCasts {

  private static final Pattern TYPE =
      Pattern.compile("([a-z]+)\\s*(?:\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\))?");

  private static final Set<String> WHOLE =
      Set.of("tinyint", "smallint", "int", "integer", "bigint");

  private static final String DIGITS = "[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,4})?";

  /** What a text must look like to be cast to a type, and what is said of another one. */
  private static final Map<String, String[]> TEXTS =
      Map.of(
          "BIGINT",
          new String[] {"\\s*[+-]?\\d+\\s*", "a whole number; try_cast gives null"},
          "DOUBLE",
          new String[] {
            "\\s*(?:" + DIGITS + "|NaN|[+-]?Infinity)\\s*", "a double; try_cast gives null"
          },
          "DECIMAL",
          new String[] {DIGITS, "a decimal; try_cast gives null"},
          "BOOLEAN",
          new String[] {"(?i)t|true|1|f|false|0", "a boolean"},
          "DATE",
          new String[] {
            "\\s*\\d{4}-\\d{1,2}-\\d{1,2}\\s*",
            "a date; a date is 2026-11-20, and date_parse reads others"
          });

  private KnownCasts() {}

  /** The cast, where all of it is known. */
  static Optional<String> print(String value, Kind kind, String type, boolean tried) {
    Matcher parts = TYPE.matcher(type.toLowerCase(Locale.ROOT).strip());
    Optional<String> target = parts.matches() ? target(parts) : Optional.empty();
    if (target.isEmpty() || Zoned.read(value).isPresent()) {
      return Optional.empty();
    }

    if (target.get().startsWith("TIMESTAMP_")) {
      String macro = target.get().endsWith("_MS") ? "athena_milliseconds(" : "athena_seconds(";
      return print(value, kind, "timestamp(6)", tried).map(time -> macro + time + ")");
    }

    return ofKind(value, kind, target.get(), WHOLE.contains(parts.group(1)), tried);
  }

  private static Optional<String> ofKind(
      String value, Kind kind, String target, boolean whole, boolean tried) {
    String family = target.replaceFirst("\\(.*", "");
    boolean number = whole || family.equals("DOUBLE") || family.equals("DECIMAL");
    boolean time = family.equals("DATE") || family.equals("TIMESTAMP");
    boolean text = family.equals("VARCHAR");
    switch (kind) {
      case INTEGER:
        return plain(number || text || family.equals("BOOLEAN"), value, target, tried);
      case BOOLEAN:
        return plain(number && !family.equals("DECIMAL") || text, value, target, tried);
      case DECIMAL:
        return text
            ? Optional.of("athena_zero(CAST(" + value + " AS VARCHAR))")
            : plain(number, value, target, tried);
      case DOUBLE:
        return ofDouble(value, target, whole, number, tried);
      case DATE:
        return plain(time || text, value, target, tried);
      case TIMESTAMP:
        return plain(time, value, target, tried);
      case VARCHAR:
        return text
            ? Optional.of("CAST(" + value + " AS VARCHAR)")
            : ofText(value, target, whole ? "BIGINT" : family, tried);
      default:
        return Optional.empty();
    }
  }

  private static Optional<String> target(Matcher type) {
    String name = type.group(1);
    String size = type.group(2);
    if (WHOLE.contains(name)) {
      return Optional.of(name.equals("int") ? "INTEGER" : name.toUpperCase(Locale.ROOT));
    }

    switch (name) {
      case "double":
      case "boolean":
      case "date":
        return Optional.of(name.toUpperCase(Locale.ROOT));
      case "varchar":
        return size == null ? Optional.of("VARCHAR") : Optional.empty();
      case "timestamp":
        return Optional.ofNullable(
            Map.of("0", "TIMESTAMP_S", "3", "TIMESTAMP_MS", "6", "TIMESTAMP")
                .get(size == null ? "3" : size));
      case "decimal":
        return size == null || Integer.parseInt(size) > 38
            ? Optional.empty()
            : Optional.of(
                "DECIMAL(" + size + ", " + (type.group(3) == null ? "0" : type.group(3)) + ")");
      default:
        return Optional.empty();
    }
  }

  private static Optional<String> plain(boolean can, String value, String type, boolean tried) {
    return can ? Optional.of(word(tried) + value + " AS " + type + ")") : Optional.empty();
  }

  /** Halves go away from zero; a decimal is made of the digits that are shown. */
  private static Optional<String> ofDouble(
      String value, String type, boolean whole, boolean number, boolean tried) {
    if (whole) {
      return Optional.of(word(tried) + "round(" + value + ") AS " + type + ")");
    } else if (type.startsWith("DECIMAL")) {
      return Optional.of(word(tried) + "CAST(" + value + " AS VARCHAR) AS " + type + ")");
    } else if (type.equals("VARCHAR")) {
      return Optional.of("athena_double_text(CAST(" + value + " AS VARCHAR))");
    }

    return plain(number || type.equals("BOOLEAN"), value, type, tried);
  }

  private static Optional<String> ofText(String value, String type, String family, boolean tried) {
    String[] form = TEXTS.get(family);
    if (form == null) {
      return Optional.empty(); // a timestamp, which may have a zone
    }

    boolean odd = family.equals("DOUBLE") || family.equals("DATE");
    String plain =
        odd ? "athena_plain_" + family.toLowerCase(Locale.ROOT) + "(" + value + ")" : value;
    return Optional.of(
        tried
            ? "TRY_CAST(athena_formed(" + plain + ", '" + form[0] + "') AS " + type + ")"
            : "CAST(athena_required("
                + plain
                + ", '"
                + form[0]
                + "', '"
                + form[1]
                + "') AS "
                + type
                + ")");
  }

  private static String word(boolean tried) {
    return tried ? "TRY_CAST(" : "CAST(";
  }
}
