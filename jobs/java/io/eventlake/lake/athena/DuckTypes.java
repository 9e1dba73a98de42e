package io.eventlake.lake.athena;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the names that DuckDB has for the types of results, and gives Athena's. */
public final class DuckTypes {

  /** A tuple is a row whose fields have no names. */
  private static final Set<String> NESTED = Set.of("STRUCT", "MAP", "TUPLE");

  private final String text;
  private int at;

  private DuckTypes(String text) {
    this.text = text;
  }

  /** A type in Athena's words. */
  public static String athena(String duckDb) {
    return new DuckTypes(duckDb).type();
  }

  /** Types with commas between them. */
  static String list(String duckDb) {
    DuckTypes types = new DuckTypes(duckDb);
    List<String> all = new ArrayList<>();
    while (types.at < types.text.length()) {
      all.add(types.type());
      types.at++; // the comma
    }

    return String.join(", ", all);
  }

  private String type() {
    int begin = at;
    while (at < text.length() && ",()[".indexOf(text.charAt(at)) < 0) {
      at++;
    }

    String name = text.substring(begin, at).strip();
    boolean nested = NESTED.contains(name) && at < text.length() && text.charAt(at) == '(';
    String type = nested ? nested(name) : simple(name);
    while (at < text.length() && text.charAt(at) == '[') {
      at = text.indexOf(']', at) + 1;
      type = "array(" + type + ")";
    }

    return type;
  }

  private String nested(String name) {
    List<String> parts = new ArrayList<>();
    while (at < text.length() && text.charAt(at) != ')') {
      at++; // ( or ,
      while (text.charAt(at) == ' ') {
        at++;
      }

      parts.add(name.equals("STRUCT") ? field() + " " + type() : type());
    }

    at++;
    return (name.equals("MAP") ? "map" : "row") + "(" + String.join(", ", parts) + ")";
  }

  /** In double quotes where it would not be a name without. */
  private String field() {
    int begin = at;
    if (text.charAt(at) == '"') {
      do {
        at = text.indexOf('"', at + 1) + 1;
      } while (text.charAt(at) == '"');
    } else {
      at = text.indexOf(' ', at);
    }

    return text.substring(begin, at);
  }

  private String simple(String name) {
    switch (name) {
      case "FLOAT":
        return "real";
      case "STRING_LITERAL":
        return "varchar";
      case "INTEGER_LITERAL":
        return "integer";
      case "BLOB":
        return "varbinary";
      case "TIMESTAMP_S":
        return "timestamp(0)";
      case "TIMESTAMP_MS":
        return "timestamp(3)";
      case "TIMESTAMP":
        return "timestamp(6)";
      case "TIMESTAMP_NS":
        return "timestamp(9)";
      case "TIME":
        return "time(6)";
      case "INTERVAL":
        return "interval day to second";
      case "\"NULL\"":
      case "NULL":
        return "unknown";
      case "TIMESTAMP WITH TIME ZONE":
      case "TIMESTAMPTZ":
        return "timestamp(6) with time zone";
      case "HUGEINT":
        return "decimal(38,0)";
      case "DECIMAL":
        int end = at < text.length() && text.charAt(at) == '(' ? text.indexOf(')', at) + 1 : at;
        String decimal = "decimal" + text.substring(at, end);
        at = end;
        return decimal;
      default:
        return name.toLowerCase(Locale.ROOT);
    }
  }
}
