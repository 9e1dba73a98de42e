package io.eventlake.lake.athena;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Statements that are no questions, by their first words, and what to write instead. */
final class RefusedStatements {

  private static final Pattern WORDS =
      Pattern.compile(
          "(?:\\s|--[^\n]*\n|/\\*.*?\\*/)*([A-Za-z]+)(?:\\s+([A-Za-z]+))?(?:\\s+([A-Za-z]+))?",
          Pattern.DOTALL);

  private static final String ONLY_READS =
      "%s changes something, and statements only read the lake; write SELECT";

  private static final Map<String, String> FIRST =
      Map.ofEntries(
          Map.entry("insert", ONLY_READS),
          Map.entry("update", ONLY_READS),
          Map.entry("delete", ONLY_READS),
          Map.entry("merge", ONLY_READS),
          Map.entry("create", ONLY_READS),
          Map.entry("drop", ONLY_READS),
          Map.entry("alter", ONLY_READS),
          Map.entry("truncate", ONLY_READS),
          Map.entry("grant", ONLY_READS),
          Map.entry("revoke", ONLY_READS),
          Map.entry("deny", ONLY_READS),
          Map.entry("analyze", ONLY_READS),
          Map.entry("comment", ONLY_READS),
          Map.entry("refresh", ONLY_READS),
          Map.entry("msck", ONLY_READS),
          Map.entry("load", ONLY_READS),
          Map.entry(
              "optimize", "./eventlake maintain rewrites small files; OPTIMIZE is not known here"),
          Map.entry("vacuum", "./eventlake maintain expires snapshots; VACUUM is not known here"),
          Map.entry(
              "unload",
              "./eventlake sql --format parquet writes results; UNLOAD is not known here"),
          Map.entry("copy", "./eventlake sql --format csv writes results; COPY is not known here"),
          Map.entry("use", "no database is the current one here; write database.table"),
          Map.entry("set", "there is nothing to SET here; the session's zone is UTC"),
          Map.entry("reset", "there is nothing to RESET here"),
          Map.entry("prepare", "PREPARE is not known here; write the values into the statement"),
          Map.entry("execute", "EXECUTE is not known here; write the statement itself"),
          Map.entry("deallocate", "DEALLOCATE is not known here, as PREPARE is not"),
          Map.entry("call", "there is nothing to CALL here; statements only read the lake"),
          Map.entry("start", "there are no transactions here; each statement reads one state"),
          Map.entry("begin", "there are no transactions here; each statement reads one state"),
          Map.entry("commit", "there are no transactions here; each statement reads one state"),
          Map.entry("rollback", "there are no transactions here; each statement reads one state"),
          Map.entry("attach", "ATTACH is not known here; statements read the tables of the lake"),
          Map.entry("detach", "DETACH is not known here; statements read the tables of the lake"),
          Map.entry("install", "INSTALL is not known here; statements read the tables of the lake"),
          Map.entry("export", "EXPORT is not known here; ./eventlake sql --format writes results"),
          Map.entry("import", "IMPORT is not known here; statements read the tables of the lake"),
          Map.entry("pragma", "PRAGMA is not known here; statements read the tables of the lake"),
          Map.entry(
              "summarize", "SUMMARIZE is not known here; write SELECT count(*), min(..), max(..)"),
          Map.entry("pivot", "PIVOT is not known here; write sum(CASE WHEN .. THEN .. END)"),
          Map.entry("unpivot", "UNPIVOT is not known here; write CROSS JOIN UNNEST"),
          Map.entry("from", "a query begins with SELECT; write SELECT * FROM .."));

  private static final Map<String, String> SHOWN =
      Map.of(
          "partitions",
              "./eventlake tables shows the parts of a table; SHOW PARTITIONS is not known here",
          "tblproperties", "./eventlake tables shows how a table is made",
          "session", "there are no settings of a session here",
          "stats", "./eventlake tables shows rows and sizes; SHOW STATS is not known here",
          "roles", "there are no roles here",
          "role", "there are no roles here",
          "grants", "there are no rights here",
          "current", "there are no roles here");

  private RefusedStatements() {}

  /** Why a statement is refused; nothing when its first words may begin a question. */
  static Optional<String> why(String statement) {
    Matcher words = WORDS.matcher(statement);
    if (!words.lookingAt()) {
      return Optional.empty();
    }

    String first = Names.lower(words.group(1));
    String second = words.group(2) == null ? "" : Names.lower(words.group(2));
    String written = words.group(1).toUpperCase(Locale.ROOT);
    if (first.equals("show")) {
      return Optional.ofNullable(SHOWN.get(second));
    } else if (first.equals("describe") && (second.equals("input") || second.equals("output"))) {
      return words.group(3) == null
          ? Optional.empty()
          : Optional.of("DESCRIBE takes a table; PREPARE is not known here");
    }

    return Optional.ofNullable(FIRST.get(first))
        .map(sentence -> String.format(Locale.ROOT, sentence, written));
  }
}
