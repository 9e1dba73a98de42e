package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the name of a type as Athena's statements and tables write it, such as {@code
 * array(row(code varchar, n bigint))}; also with Hive's angle brackets.
 */
final class TypeReader {

  private static final Pattern WORDS =
      Pattern.compile("\\s*(\"[^\"]*\"|[^\\s(),<>:\"]+|[(),<>:])", Pattern.DOTALL);

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("boolean", Kind.BOOLEAN),
          Map.entry("tinyint", Kind.INTEGER),
          Map.entry("smallint", Kind.INTEGER),
          Map.entry("int", Kind.INTEGER),
          Map.entry("integer", Kind.INTEGER),
          Map.entry("bigint", Kind.INTEGER),
          Map.entry("long", Kind.INTEGER),
          Map.entry("decimal", Kind.DECIMAL),
          Map.entry("real", Kind.DOUBLE),
          Map.entry("float", Kind.DOUBLE),
          Map.entry("double", Kind.DOUBLE),
          Map.entry("varchar", Kind.VARCHAR),
          Map.entry("string", Kind.VARCHAR),
          Map.entry("char", Kind.VARCHAR),
          Map.entry("varbinary", Kind.VARBINARY),
          Map.entry("binary", Kind.VARBINARY),
          Map.entry("date", Kind.DATE),
          Map.entry("time", Kind.TIME),
          Map.entry("timestamp", Kind.TIMESTAMP),
          Map.entry("timestamptz", Kind.TIMESTAMP_ZONED),
          Map.entry("json", Kind.JSON));

  private final List<String> words = new ArrayList<>();
  private int position;

  private TypeReader(String type) {
    Matcher matcher = WORDS.matcher(type);
    while (matcher.find()) {
      words.add(matcher.group(1));
    }
  }

  /** The type, or an unknown one; never an error. */
  static ValueType read(String type) {
    return new TypeReader(type).next();
  }

  private ValueType next() {
    String name = Names.lower(take());
    switch (name) {
      case "array":
        return ValueType.array(arguments(false).parts().get(0));
      case "map":
        List<ValueType> both = arguments(false).parts();
        return both.size() == 2 ? ValueType.map(both.get(0), both.get(1)) : ValueType.UNKNOWN;
      case "row":
      case "struct":
        return arguments(true);
      case "interval":
        return ValueType.of(Names.lower(rest()).startsWith("year") ? Kind.MONTHS : Kind.DAYS);
      default:
        return simple(name);
    }
  }

  private ValueType simple(String name) {
    skipArguments();
    boolean zoned = false;
    if (is("with")) {
      zoned = true;
      words.subList(position, Math.min(words.size(), position + 3)).clear();
    }

    Kind kind = KINDS.getOrDefault(name, name.isEmpty() ? Kind.UNKNOWN : Kind.OTHER);
    return ValueType.of(zoned && kind == Kind.TIMESTAMP ? Kind.TIMESTAMP_ZONED : kind);
  }

  /** What stands in brackets, as a row; of a row's fields the names, too. */
  private ValueType arguments(boolean named) {
    List<String> names = new ArrayList<>();
    List<ValueType> types = new ArrayList<>();
    if (is("(") || is("<")) {
      do {
        position++;
        names.add(named && hasName() ? fieldName() : "");
        types.add(next());
      } while (is(","));

      position++;
    }

    if (types.isEmpty()) {
      types.add(ValueType.UNKNOWN);
      names.add("");
    }

    return ValueType.row(names, types);
  }

  /** Whether two words follow each other: a name and the beginning of a type. */
  private boolean hasName() {
    String after = position + 1 < words.size() ? words.get(position + 1) : ")";
    return after.equals(":") || !"(),<>".contains(after);
  }

  private String fieldName() {
    String name = Names.lower(take().replace("\"", ""));
    if (is(":")) {
      position++;
    }

    return name;
  }

  private void skipArguments() {
    if (is("(")) {
      while (position < words.size() && !is(")")) {
        position++;
      }

      position++;
    }
  }

  private String rest() {
    String rest = is("(") ? "" : String.join(" ", words.subList(position, words.size()));
    while (position < words.size() && !is(",") && !is(")")) {
      position++;
    }

    return rest;
  }

  private boolean is(String word) {
    return position < words.size() && words.get(position).equalsIgnoreCase(word);
  }

  private String take() {
    return position < words.size() ? words.get(position++) : "";
  }
}
