package io.eventlake.lake.athena;

import java.util.Map;
import java.util.Optional;

/** Words and signs of other engines that Athena's parser does not know. */
final class ForeignWords {

  /** As word processors and chats make of what was typed. */
  private static final String TYPOGRAPHIC =
      "it is a typographic quote; a text stands between ' and ', a name between \" and \"";

  /** What other engines have there, and what Athena has instead. */
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry(";", "run one statement at a time"),
          Map.entry(":", "write CAST(value AS type) for value::type, and name -> .. for lambda"),
          Map.entry("ILIKE", "write lower(text) LIKE 'pattern'"),
          Map.entry("REGEXP", "write regexp_like(text, 'pattern')"),
          Map.entry("RLIKE", "write regexp_like(text, 'pattern')"),
          Map.entry("SIMILAR", "write regexp_like(text, 'pattern')"),
          Map.entry("GLOB", "write LIKE 'pattern'"),
          Map.entry("QUALIFY", "write a query within FROM, and WHERE"),
          Map.entry("EXCLUDE", "write the columns that are wanted"),
          Map.entry("REPLACE", "write the columns that are wanted"),
          Map.entry("TOP", "write LIMIT at the end"),
          Map.entry("ASOF", "write a JOIN whose condition compares the times"),
          Map.entry("POSITIONAL", "write JOIN .. ON row_number() OVER (..)"),
          Map.entry("SAMPLE", "write TABLESAMPLE BERNOULLI (10) after the table"),
          Map.entry("USING", "write JOIN .. USING (column), or TABLESAMPLE BERNOULLI (10)"),
          Map.entry("VIEW", "write CROSS JOIN UNNEST(array) AS t (element)"),
          Map.entry("PIVOT", "write sum(CASE WHEN .. THEN .. END)"),
          Map.entry("UPDATE", "nothing is locked here; leave FOR UPDATE out"),
          Map.entry("IN", "IN needs at least one value in its brackets"),
          Map.entry("FORMATTED", "write DESCRIBE database.table"),
          Map.entry("EXTENDED", "write DESCRIBE database.table"),
          Map.entry("[", "write ARRAY[..]"),
          Map.entry("{", "write MAP(ARRAY[..], ARRAY[..])"),
          Map.entry("$", "write the value itself"),
          Map.entry("@", "write the value itself"),
          Map.entry("=>", "write >= or a comma"),
          Map.entry("#", "a comment begins with --"),
          Map.entry("‘", TYPOGRAPHIC),
          Map.entry("’", TYPOGRAPHIC),
          Map.entry("‚", TYPOGRAPHIC),
          Map.entry("“", TYPOGRAPHIC),
          Map.entry("”", TYPOGRAPHIC),
          Map.entry("„", TYPOGRAPHIC),
          Map.entry("'", "a text is not closed by '"),
          Map.entry("\"", "a name is not closed by \""));

  private ForeignWords() {}

  /**
   * What to write instead.
   *
   * @param word in upper case
   */
  static Optional<String> instead(String word) {
    return Optional.ofNullable(INSTEAD.get(word));
  }
}
