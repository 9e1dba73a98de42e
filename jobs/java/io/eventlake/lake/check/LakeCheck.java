package io.eventlake.lake.check;

import io.eventlake.lake.sql.LakeView;
import io.eventlake.lake.sql.SqlFiles;
import io.eventlake.lake.sql.SqlResource;
import io.eventlake.lake.sql.SqlScript;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One check of a table: a query that gives the rows that should not be.
 *
 * <p>Those of a table are in {@code sql/checks/<set>/<layer>/<table>/checks.sql}, each below a line
 * such as {@code -- #fail unique: event_id is unique within its session key}.
 */
final class LakeCheck {

  /** What it means when there are such rows. */
  enum Level {
    FAIL,
    WARN
  }

  private static final Pattern HEADING =
      Pattern.compile("^-- #(fail|warn) ([a-z-]+): (.+)$", Pattern.MULTILINE);

  private final TableName table;
  private final String file;
  private final Level level;
  private final String name;
  private final String meaning;
  private final String query;

  private LakeCheck(TableName table, String file, Matcher heading, String query) {
    this.table = table;
    this.file = file;
    this.level = heading.group(1).equals("fail") ? Level.FAIL : Level.WARN;
    this.name = heading.group(2);
    this.meaning = heading.group(3);
    this.query = query;
  }

  /** The checks of a set's table in the order of its file; none where none are written. */
  static List<LakeCheck> of(TableName table, TableSet set) {
    String end = "/" + table.layer() + "/" + table.table() + "/checks.sql";
    return SqlFiles.of("checks", set).stream()
        .filter(file -> file.endsWith(end))
        .flatMap(file -> read(table, file, SqlResource.read(file)).stream())
        .collect(Collectors.toList());
  }

  /**
   * Reads a file of checks.
   *
   * @throws IllegalStateException naming the file and what is wrong with it
   */
  static List<LakeCheck> read(TableName table, String file, String text) {
    List<LakeCheck> checks = new ArrayList<>();
    Matcher heading = HEADING.matcher(text);
    boolean more = heading.find();
    int headings = text.split("-- ?#", -1).length - 1;
    while (more) {
      Matcher found = HEADING.matcher(heading.group());
      found.matches();
      int begin = heading.end();
      more = heading.find();
      List<String> queries =
          SqlScript.statements(text.substring(begin, more ? heading.start() : text.length()));
      if (queries.size() != 1) {
        throw new IllegalStateException(
            file + ": " + found.group(2) + " has " + queries.size() + " queries, not one");
      }

      checks.add(new LakeCheck(table, file, found, queries.get(0)));
    }

    if (checks.size() != headings) {
      throw new IllegalStateException(file + ": a check begins with -- #fail or #warn, name: text");
    }

    return checks;
  }

  TableName table() {
    return table;
  }

  /** The file that it is written in, by its path below {@code sql/}. */
  String file() {
    return file;
  }

  Level level() {
    return level;
  }

  /** Unique among the checks of its table. */
  String name() {
    return name;
  }

  /** What is true when it passes, in words. */
  String meaning() {
    return meaning;
  }

  /** The tables that its query reads. */
  Set<TableName> tables(TableSet set) {
    return LakeView.tablesIn(query, set);
  }

  /** The rows that should not be, in Athena's words. */
  String query() {
    return query;
  }
}
