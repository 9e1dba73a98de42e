package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.eventlake.lake.sql.SqlException;
import java.util.List;
import java.util.stream.Collectors;

/** Texts, binaries, regular expressions, JSON and URLs. */
final class TextFunctions {

  private static final String OF_ARRAY = "athena_join(CAST($2 AS VARCHAR[]), $1)";

  /** What Athena cuts off: blanks and what is like them, but those that do not break a line. */
  private static final String BLANKS =
      "' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(28) || chr(29) || chr(30) ||"
          + " chr(31) || chr(5760) || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) ||"
          + " chr(8197) || chr(8198) || chr(8200) || chr(8201) || chr(8202) || chr(8232) || chr(8233) ||"
          + " chr(8287) || chr(12288)";

  private static final ValueType BINARY = ValueType.of(Kind.VARBINARY);

  /** Of a byte among hexadecimal digits, of which it has two; from the end below zero. */
  private static final String PLACE = "(CASE WHEN $2 > 0 THEN 2 * $2 - 1 ELSE 2 * $2 END)";

  private static final String BYTES_BACK =
      "unhex(array_to_string(list_reverse(regexp_extract_all(hex($1), '..')), ''))";

  private static final String JOINED = "(athena_joinable(";

  private TextFunctions() {}

  static void addTo(FunctionTable table) {
    addTexts(table);
    addParts(table);
    addBinaries(table);
    addPatterns(table);
    addJson(table);
    addUrls(table);
  }

  private static void addTexts(FunctionTable table) {
    table
        .add("lower", "lower($1)")
        .add("upper", "CASE WHEN contains($1, 'ß') THEN athena_upper($1) ELSE upper($1) END")
        .add("trim", "trim($1, " + BLANKS + ")")
        .add("ltrim", "ltrim($1, " + BLANKS + ")")
        .add("rtrim", "rtrim($1, " + BLANKS + ")")
        .add("trim", "trim($1, $2)")
        .add("ltrim", "ltrim($1, $2)")
        .add("rtrim", "rtrim($1, $2)")
        .add("lpad", "athena_lpad($1, $2, $3)")
        .add("rpad", "athena_rpad($1, $2, $3)")
        .add("reverse", 1, TextFunctions::reverse)
        .add("replace", "replace($1, $2, '')")
        .add(
            "replace", "CASE WHEN $2 = '' THEN athena_between($1, $3) ELSE replace($1, $2, $3) END")
        .add("translate", "translate($1, $2, $3)")
        .add("length", "length($1)")
        .add("chr", "chr(CAST($1 + 0 AS INTEGER))")
        .add("codepoint", "unicode(athena_character($1))")
        .add("normalize", 2, TextFunctions::normalize)
        .add("levenshtein_distance", "athena_levenshtein($1, $2)")
        .add("hamming_distance", "athena_hamming($1, $2)")
        .addMany("concat", 2, TextFunctions::concat)
        .addMany("concat_ws", 2, TextFunctions::concatWithSeparator)
        .where(1, ValueType.array(ValueType.of(Kind.VARCHAR)), "concat_ws", OF_ARRAY)
        .where(1, ValueType.array(ValueType.of(Kind.NULL)), "concat_ws", OF_ARRAY);
  }

  private static void addParts(FunctionTable table) {
    table
        .add("substr", "athena_substr($1, $2)")
        .add("substring", "athena_substr($1, $2)")
        .add("substr", "athena_substr_n($1, $2, $3)")
        .add("substring", "athena_substr_n($1, $2, $3)")
        .add("strpos", "strpos($1, $2)")
        .add("strpos", "athena_strpos($1, $2, $3)")
        .add("position", "strpos($2, $1)")
        .add("split", "athena_split($1, $2)")
        .add("split", "athena_split_n($1, $2, $3)")
        .add("split_part", "athena_split_part($1, $2, $3)")
        .add("starts_with", "starts_with($1, $2)")
        .add("ends_with", "ends_with($1, $2)");
  }

  private static void addBinaries(FunctionTable table) {
    table
        .add("to_utf8", "encode($1)")
        .add("from_utf8", "decode(athena_binary($1))")
        .add("to_base64", "to_base64(athena_binary($1))")
        .add("from_base64", "from_base64($1)")
        .add("to_hex", "hex(athena_binary($1))")
        .add("from_hex", "athena_from_hex($1)")
        .where(0, BINARY, "length", "octet_length($1)")
        .where(0, BINARY, "substr", "unhex(athena_substr(hex($1), " + PLACE + "))")
        .where(0, BINARY, "substr", "unhex(athena_substr_n(hex($1), " + PLACE + ", 2 * $3))")
        .where(0, BINARY, "reverse", BYTES_BACK)
        .add("md5", "unhex(md5(athena_binary($1)))")
        .add("sha1", "unhex(sha1(athena_binary($1)))")
        .add("sha256", "unhex(sha256(athena_binary($1)))");
  }

  private static void addPatterns(FunctionTable table) {
    table
        .add("regexp_like", "athena_regexp_like($1, $2)")
        .add("regexp_extract", "athena_regexp_extract($1, $2, 0)")
        .add("regexp_extract", "athena_regexp_extract($1, $2, $3)")
        .add("regexp_extract_all", texts("athena_regexp_extract_all($1, $2, 0)"))
        .add("regexp_extract_all", texts("athena_regexp_extract_all($1, $2, $3)"))
        .add("regexp_replace", "athena_regexp_replace($1, $2, '')")
        .add("regexp_replace", 3, TextFunctions::replace)
        .add("regexp_split", texts("athena_regexp_split($1, $2)"))
        .add("regexp_count", "athena_regexp_count($1, $2)")
        .add("regexp_position", "athena_regexp_position($1, $2, 1, 1)")
        .add("regexp_position", "athena_regexp_position($1, $2, $3, 1)")
        .add("regexp_position", "athena_regexp_position($1, $2, $3, $4)");
  }

  private static void addJson(FunctionTable table) {
    table
        .add("json_extract", "CAST(athena_json_extract($1, $2) AS JSON)")
        .add("json_extract_scalar", "athena_json_extract_scalar($1, $2)")
        .add("json_parse", "CAST(athena_json_parse($1) AS JSON)")
        .add("json_format", "athena_json_format($1)")
        .add("json_array_length", "athena_json_array_length($1)")
        .add("json_array_contains", "athena_json_array_contains($1, $2)")
        .add("json_size", "athena_json_size($1, $2)")
        .add("is_json_scalar", "athena_is_json_scalar($1)");
  }

  private static void addUrls(FunctionTable table) {
    for (String part : List.of("host", "path", "query", "fragment", "protocol", "port")) {
      table.add("url_extract_" + part, "athena_url_" + part + "($1)");
    }

    table
        .add("url_extract_parameter", "athena_url_parameter($1, $2)")
        .add("url_encode", "athena_url_encode($1)")
        .add("url_decode", "athena_url_decode($1)");
  }

  private static String texts(String json) {
    return "CAST(CAST(" + json + " AS JSON) AS VARCHAR[])";
  }

  private static String reverse(List<String> of) {
    return of.get(0).startsWith("[")
        ? "list_reverse(" + of.get(0) + ")"
        : "athena_reverse(" + of.get(0) + ")";
  }

  /** Null when any of them is; texts with texts, binaries with binaries, arrays with arrays. */
  private static String concat(List<String> of) {
    return of.stream().map(TextFunctions::joinable).collect(Collectors.joining(" || ", "(", ")"));
  }

  private static String normalize(List<String> of) {
    if (!of.get(1).equals("'NFC'")) {
      throw new SqlException("texts are normalized to NFC only here; write normalize(text)");
    }

    return "nfc_normalize(" + of.get(0) + ")";
  }

  private static String joinable(String part) {
    if (part.equals("NULL")) {
      return "CAST(NULL AS VARCHAR)";
    }

    boolean known = part.startsWith(JOINED) || part.matches("(?s)'(?:[^']|'')*'");
    return known ? part : "athena_joinable(" + part + ")";
  }

  private static String concatWithSeparator(List<String> of) {
    return of.stream()
        .map(part -> part.matches("(?s)'(?:[^']|'')*'") ? part : "athena_text(" + part + ")")
        .collect(Collectors.joining(", ", "concat_ws(", ")"));
  }

  private static String replace(List<String> of) {
    if (of.get(2).startsWith("lambda ")) {
      throw new SqlException(
          "regexp_replace takes no function here; write a text with $1 for the first group");
    }

    return "athena_regexp_replace(" + String.join(", ", of) + ")";
  }
}
