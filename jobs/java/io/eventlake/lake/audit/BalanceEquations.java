package io.eventlake.lake.audit;

import io.eventlake.lake.sql.LakeView;
import io.eventlake.lake.sql.SqlFiles;
import io.eventlake.lake.sql.SqlResource;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.iceberg.types.Types.NestedField;

/**
 * One line of the balance sheet, {@code sql/audit/SET/NAME.sql}: its equations in one query. Where
 * bronze has the ids of session and user is the set's.
 */
final class BalanceEquations {

  private static final Pattern HEADING =
      Pattern.compile("^-- Line (\\d) of the balance sheet: (.+?)\\.\\s");

  /** By which of its columns a table's rows are of days. */
  private static final Pattern DAY = Pattern.compile("(?m)^-- @day (\\w+)\\.(\\w+) (\\w+)$");

  /** That rows of silver.events on other days are looked for, and what finds one too many. */
  private static final Pattern LOOK = Pattern.compile("(?m)^-- @look silver\\.events (\\w+)$");

  /** An equation that holds for all days together only. */
  private static final Pattern WHOLE = Pattern.compile("(?m)^-- @whole (\\w+)$");

  /** That there may be nothing that the line is about. */
  private static final Pattern PERHAPS = Pattern.compile("(?m)^-- @perhaps$");

  /** Where there is no such column. */
  private static final String NOBODYS = "CAST(NULL AS VARCHAR)";

  private final TableSet set;
  private final String file;
  private final String text;
  private final Matcher heading;
  private final Map<TableName, DayColumn> days = new LinkedHashMap<>();
  private final Set<String> whole = new TreeSet<>();
  private final Set<String> lines = new TreeSet<>();

  /**
   * @param file its path below {@code sql/}
   * @param set the tables that it is about
   */
  BalanceEquations(String file, TableSet set) {
    this.set = set;
    this.file = file;
    this.text =
        SqlResource.read(file)
            .replace("${session_id}", inBronze("session_id", set))
            .replace("${user_id_hash}", inBronze("user_id_hash", set))
            .replace("${events_only}", eventsOnly(set));
    this.heading = HEADING.matcher(text);
    if (!heading.find()) {
      throw new IllegalStateException("sql/" + file + " does not begin with its line");
    }

    DAY.matcher(text)
        .results()
        .forEach(
            day -> {
              TableName table = set.table(day.group(1), day.group(2));
              days.put(table, new DayColumn(set, table, day.group(3)));
            });
    WHOLE.matcher(text).results().forEach(line -> whole.add(line.group(1)));
    Pattern.compile("'(" + line() + "[a-z])'")
        .matcher(text)
        .results()
        .forEach(line -> lines.add(line.group(1)));
  }

  /** The files of a set's lines, in the order of the balance sheet. */
  static List<String> files(TableSet set) {
    return SqlFiles.of("audit", set).stream()
        .sorted(Comparator.comparing(SqlFiles::name))
        .collect(Collectors.toList());
  }

  /** The column, or the field of one; nobody's where bronze has neither. */
  private static String inBronze(String id, TableSet set) {
    if (!set.contains(TableName.BRONZE_EVENTS)) {
      return NOBODYS; // and no equation asks for it
    }

    for (NestedField column : set.definition(TableName.BRONZE_EVENTS).schema().columns()) {
      if (column.name().equals(id)) {
        return id;
      } else if (column.type().isStructType() && column.type().asStructType().field(id) != null) {
        return "b.\"" + column.name() + "\"." + id;
      }
    }

    return NOBODYS;
  }

  /** Of a family whose bronze has items that are no events. */
  private static String eventsOnly(TableSet set) {
    boolean ofKinds =
        set.contains(TableName.BRONZE_EVENTS)
            && set.definition(TableName.BRONZE_EVENTS).schema().findField("kind") != null;
    return ofKinds ? " WHERE b.kind = 'event'" : "";
  }

  String line() {
    return heading.group(1);
  }

  /** What the equations say together. */
  String meaning() {
    return heading.group(2);
  }

  /**
   * @param openSince the time that an open session's last event can have, as SQL writes it
   */
  String query(String openSince) {
    return text.replace("${open_since}", openSince);
  }

  /** As it is written: another text is another question. */
  String text() {
    return text;
  }

  /** The tables that have to be read for it; the heading names no other. */
  Set<TableName> tables() {
    return LakeView.tablesIn(text, set);
  }

  /**
   * The set whose tables a batch job makes of the others, where it is about such: it compares them
   * with what the newest run read.
   */
  Optional<TableSet> madeByRuns() {
    return set.read().stream()
        .filter(other -> file.startsWith("audit/" + other.name() + "/"))
        .filter(other -> other.ledger().equals(TableName.TRANSFORM_RUNS))
        .findFirst();
  }

  /** The column of each table by which its rows are of days; none of a line that has no days. */
  Map<TableName, DayColumn> days() {
    return days;
  }

  /**
   * Where what a day is compared with can be on other days of silver.events, too: the equation that
   * does not hold when it is there once more.
   */
  Optional<String> look() {
    return LOOK.matcher(text).results().map(look -> look.group(1)).findFirst();
  }

  /** Its equations by their names, for example {@code 2a}. */
  Set<String> lines() {
    return lines;
  }

  /** Of the equations those to be shown: none where there is nothing that the line is about. */
  List<AuditLine> shown(List<AuditLine> found) {
    boolean nothing =
        isPerhaps()
            && found.stream()
                .allMatch(line -> line.left().signum() == 0 && line.right().signum() == 0);
    return nothing ? List.of() : found;
  }

  /** True for a line that a lake need not have. */
  boolean isPerhaps() {
    return PERHAPS.matcher(text).find();
  }

  /** True for an equation that one day by itself need not fulfil. */
  boolean isWhole(String equation) {
    return whole.contains(equation);
  }

  /** Those of its equations that cannot be told of single days. */
  List<String> whole() {
    return new ArrayList<>(whole);
  }
}
