package io.eventlake.lake.engine;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names and texts as DuckDB's SQL has them. */
final class Quoted {

  private Quoted() {}

  static String name(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** A list of texts. */
  static String texts(Collection<String> texts) {
    return texts.stream().map(Quoted::text).collect(Collectors.joining(", ", "[", "]"));
  }
}
