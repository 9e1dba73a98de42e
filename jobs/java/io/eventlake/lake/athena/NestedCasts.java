package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Casts to arrays, maps and rows: of what is within, one by one. */
final class NestedCasts {

  private static final Pattern FIELD =
      Pattern.compile("(?s)\\s*(\"(?:[^\"]|\"\"){1,}\"|[^\\s:\"]+)[\\s:]+(\\S.*)");

  /** Of lambdas; no name of a statement has a blank. */
  private static final String ELEMENT = "\"athena element\"";

  private static final String JSON_ELEMENT = "\"athena json\"";

  /** What only gives JSON. */
  private static final Pattern JSON =
      Pattern.compile(
          "(?s)CAST\\((?:athena_json_(?:extract|parse|field)|athena_sorted_json)\\(.* AS JSON\\)"
              + "|athena_to_json\\(.*");

  private NestedCasts() {}

  static String array(String value, String element) {
    if (element == null) {
      throw AthenaTypes.unknown("array");
    }

    boolean json = isJson(value);
    String one = json ? JSON_ELEMENT : ELEMENT;
    String list = json ? "CAST(" + value + " AS JSON[])" : value;
    return "list_transform("
        + list
        + ", lambda "
        + one
        + ": "
        + AthenaTypes.cast(one, element)
        + ")";
  }

  static String map(String value, String inner) {
    List<String> types = split(inner);
    if (types.size() != 2) {
      throw AthenaTypes.unknown("map");
    }

    boolean json = isJson(value);
    String one = json ? JSON_ELEMENT : ELEMENT;
    // The key of an object is a text, and not JSON.
    String key = json ? "CAST(" + one + ".key AS VARCHAR)" : one + ".key";
    String map = json ? "CAST(" + value + " AS MAP(VARCHAR, JSON))" : value;
    return "map_from_entries(list_transform(map_entries("
        + map
        + "), lambda "
        + one
        + ": struct_pack(k := "
        + AthenaTypes.cast(key, types.get(0))
        + ", v := "
        + AthenaTypes.cast(one + ".value", types.get(1))
        + ")))";
  }

  static boolean isJson(String value) {
    return value.startsWith(JSON_ELEMENT) || JSON.matcher(value).matches();
  }

  static String row(String value, String inner) {
    List<String> fields = split(inner);
    boolean json = isJson(value);
    List<String> casts = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      Matcher field = FIELD.matcher(fields.get(i));
      if (!field.matches()) {
        throw new SqlException("a field of a row needs a name here; write row(name type, ..)");
      }

      String name = field.group(1).replaceAll("^\"|\"$", "").replace("\"\"", "\"");
      String part =
          json
              ? "CAST(athena_json_field("
                  + value
                  + ", '"
                  + name.replace("'", "''")
                  + "', "
                  + i
                  + ") AS JSON)"
              : "struct_extract_at(" + value + ", " + (i + 1) + ")";
      casts.add(
          '"' + name.replace("\"", "\"\"") + "\" := " + AthenaTypes.cast(part, field.group(2)));
    }

    return "CASE WHEN "
        + value
        + " IS NOT NULL THEN struct_pack("
        + String.join(", ", casts)
        + ") END";
  }

  /** What stands between commas that are in no brackets. */
  static List<String> split(String inner) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; inner != null && i < inner.length(); i++) {
      char letter = inner.charAt(i);
      depth += "(<".indexOf(letter) >= 0 ? 1 : ")>".indexOf(letter) >= 0 ? -1 : 0;
      if (letter == ',' && depth == 0) {
        parts.add(inner.substring(from, i));
        from = i + 1;
      }
    }

    parts.add(inner == null ? "" : inner.substring(from));
    return parts;
  }
}
