package io.eventlake.lake.audit;

import io.eventlake.config.Place;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.LakeCut;
import io.eventlake.table.TableName;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The files that a line of the balance sheet reads of each day, in one state of the lake. */
final class LineFiles {

  private final BalanceEquations equations;
  private final Map<TableName, Long> snapshots;
  private final Map<String, DayFiles> tables = new TreeMap<>();
  private final Map<LocalDate, String> known = new HashMap<>();

  LineFiles(BalanceEquations equations, LakeTables lake, LakeCut cut) {
    this.equations = equations;
    this.snapshots = cut.snapshots();
    boolean local = !Place.isOnS3(lake.options().warehouse);
    for (TableName table : equations.tables()) {
      DayColumn column = equations.days().get(table);
      tables.put(table.toString(), DayFiles.of(lake, table, snapshots.get(table), column, local));
    }
  }

  /**
   * Of the files, the columns, the equations and what they gave.
   *
   * @param day null where the line is not of days
   */
  String fingerprint(LocalDate day, String line, BigDecimal left, BigDecimal right) {
    return new Fingerprint()
        .add(known.computeIfAbsent(day, this::files))
        .add(line)
        .add(left.toPlainString())
        .add(right.toPlainString())
        .text();
  }

  /** The snapshots of the tables that are read, for people. */
  String snapshots() {
    return tables.keySet().stream()
        .map(name -> name + "=" + id(name))
        .collect(Collectors.joining(" "));
  }

  private String id(String name) {
    String[] parts = name.split("\\.", -1);
    Long snapshot = snapshots.get(TableName.of(parts[0], parts[1]));
    return snapshot == null ? "none" : snapshot.toString();
  }

  private String files(LocalDate day) {
    Fingerprint files = new Fingerprint().add(equations.text());
    tables.forEach(
        (name, table) -> files.add(name).add(table.columns(equations.text())).add(table.of(day)));
    return files.text();
  }
}
