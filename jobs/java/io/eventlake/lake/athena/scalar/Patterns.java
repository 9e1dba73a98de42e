package io.eventlake.lake.athena.scalar;

import static org.duckdb.DuckDBColumnType.BIGINT;
import static org.duckdb.DuckDBColumnType.BOOLEAN;
import static org.duckdb.DuckDBColumnType.VARCHAR;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions in Java's syntax, as Athena's are. Several matches come as a JSON array. */
final class Patterns {

  /** So many patterns are kept compiled: a statement has few, a column of them many. */
  private static final int KEPT = 256;

  /** What Athena's engine reads otherwise than Java. */
  private static final Pattern OTHERWISE =
      Pattern.compile("\\[:\\^?[a-z]+:]|(?<!\\\\)(?:\\\\\\\\)*\\\\[hHRXK]");

  private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

  private Patterns() {}

  static void addTo(Registry registry) {
    registry
        .add("athena_regexp_like", BOOLEAN, row -> matcher(row).find(), VARCHAR, VARCHAR)
        .add("athena_regexp_extract", VARCHAR, Patterns::extract, VARCHAR, VARCHAR, BIGINT)
        .add("athena_regexp_extract_all", VARCHAR, Patterns::extractAll, VARCHAR, VARCHAR, BIGINT)
        .add("athena_regexp_replace", VARCHAR, Patterns::replace, VARCHAR, VARCHAR, VARCHAR)
        .add("athena_regexp_split", VARCHAR, Patterns::split, VARCHAR, VARCHAR)
        .add("athena_regexp_count", BIGINT, row -> matcher(row).results().count(), VARCHAR, VARCHAR)
        .add(
            "athena_regexp_position", BIGINT, Patterns::position, VARCHAR, VARCHAR, BIGINT, BIGINT);
  }

  private static Matcher matcher(Object[] row) {
    return pattern((String) row[1]).matcher((String) row[0]);
  }

  private static Pattern pattern(String text) {
    Pattern known = COMPILED.get(text);
    if (known == null) {
      if (COMPILED.size() >= KEPT) {
        COMPILED.clear();
      }

      known = compile(text);
      COMPILED.put(text, known);
    }

    return known;
  }

  private static Pattern compile(String text) {
    if (OTHERWISE.matcher(text).find()) {
      throw new ScalarFault(
          "'"
              + text
              + "' has [:..:], \\h, \\H, \\R, \\X or \\K, which mean something else here;"
              + " write the characters, such as [a-zA-Z]");
    }

    try {
      return Pattern.compile(text, Pattern.UNIX_LINES | Pattern.UNICODE_CASE);
    } catch (PatternSyntaxException e) {
      throw new ScalarFault("'" + text + "' is no regular expression: " + e.getDescription());
    }
  }

  private static int group(Matcher matcher, Object number) {
    long group = (Long) number;
    if (group < 0 || group > matcher.groupCount()) {
      throw new ScalarFault(
          "the regular expression has " + matcher.groupCount() + " groups, and not " + group);
    }

    return (int) group;
  }

  private static Object extract(Object[] row) {
    Matcher matcher = matcher(row);
    int group = group(matcher, row[2]);
    return matcher.find() ? matcher.group(group) : null;
  }

  private static Object extractAll(Object[] row) {
    Matcher matcher = matcher(row);
    int group = group(matcher, row[2]);
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(group));
    }

    return JsonTexts.array(found);
  }

  private static Object replace(Object[] row) {
    try {
      return matcher(row).replaceAll((String) row[2]);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new ScalarFault(
          "'" + row[2] + "' cannot replace: " + e.getMessage() + "; write \\$ for a dollar");
    }
  }

  private static Object split(Object[] row) {
    Matcher matcher = matcher(row);
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (matcher.find()) {
      parts.add(((String) row[0]).substring(from, matcher.start()));
      from = matcher.end();
    }

    parts.add(((String) row[0]).substring(from));
    return JsonTexts.array(parts);
  }

  /** From 1, not before a place, of the n-th match; -1 when there is none. */
  private static Object position(Object[] row) {
    String text = (String) row[0];
    long start = (Long) row[2];
    long nth = (Long) row[3];
    if (start < 1 || nth < 1) {
      throw new ScalarFault("regexp_position counts places and matches from 1");
    } else if (start > text.codePointCount(0, text.length())) {
      return -1L;
    }

    Matcher matcher = matcher(row);
    boolean found = matcher.find(text.offsetByCodePoints(0, (int) start - 1));
    for (long i = 1; found && i < nth; i++) {
      found = matcher.find();
    }

    return found ? 1L + text.codePointCount(0, matcher.start()) : -1L;
  }
}
