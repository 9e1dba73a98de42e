package io.eventlake.lake.report;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.audit.AuditLine;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.lake.audit.MissingLine;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import io.eventlake.lake.sql.LakeView;
import io.eventlake.lake.sql.SqlFiles;
import io.eventlake.lake.sql.SqlResource;
import io.eventlake.lake.sql.SqlScript;
import io.eventlake.lake.status.DamagedTables;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the reports of {@code sql/reports} about a family say of one cut of the lake, to be written
 * as a page. Which of them the page shows, its template names.
 */
public final class LakeReport {

  private static final List<String> AUDIT_COLUMNS =
      List.of("line", "verdict", "left_side", "right_side", "equation");

  private final ReportHead head;
  private final Map<String, ReportTable> tables;
  private final Map<String, String> missing;
  private final ReportTable audit;

  /**
   * @param missing why reports could not be computed, by their names
   * @param audit null for none
   */
  LakeReport(
      ReportHead head,
      Map<String, ReportTable> tables,
      Map<String, String> missing,
      ReportTable audit) {
    this.head = head;
    this.tables = tables;
    this.missing = missing;
    this.audit = audit;
  }

  /**
   * Runs the reports over a cut.
   *
   * @param clock when the report is made, and what LOCALTIMESTAMP says
   * @throws io.eventlake.connector.iceberg.LakeException when the lake is out of reach; what reads
   *     damaged tables is {@link #missing}
   */
  public static LakeReport of(LakeCatalog lake, LakeCut cut, Clock clock) {
    return of(lake, cut, clock, step -> {});
  }

  /**
   * As above.
   *
   * @param steps is told which report is at hand
   */
  public static LakeReport of(LakeCatalog lake, LakeCut cut, Clock clock, Consumer<String> steps) {
    Instant now = clock.instant();
    Map<String, ReportTable> tables = new LinkedHashMap<>();
    Map<String, String> missing = new LinkedHashMap<>();
    LakeCut readable = cut;
    try (LakeEngine engine = LakeEngine.proving(lake, cut.snapshots(), clock)) {
      for (String report : ReportTemplate.of(lake.set()).reports()) {
        steps.accept("Report " + report);
        String query = query(report, lake.set());
        Set<TableName> named = LakeView.tablesIn(query, lake.set());
        try {
          if (readable.unreadable(named).isEmpty()) {
            tables.put(report, run(engine, query));
          }
        } catch (LakeException e) {
          readable = DamagedTables.without(lake, readable, named, e);
        }

        readable.unreadable(named).ifPresent(why -> missing.put(report, why));
      }
    }

    ReportHead head =
        new ReportHead(
            lake.set(), lake.options().warehouse, cut.description(), cut.time().orElse(null), now);
    return new LakeReport(head, tables, missing, null);
  }

  /** This report with a balance sheet, which should be of the same cut. */
  public LakeReport with(LakeAudit sheet) {
    List<List<Object>> rows = new ArrayList<>();
    for (AuditLine line : sheet.lines()) {
      rows.add(List.of(line.line(), line.verdict(), line.left(), line.right(), line.equation()));
    }

    for (MissingLine line : sheet.missing()) {
      rows.add(Arrays.asList(line.line(), MissingLine.VERDICT, null, null, line.why()));
    }

    return new LakeReport(head, tables, missing, new ReportTable(AUDIT_COLUMNS, rows));
  }

  /**
   * Writes the page, {@code index.html}, in place of one that is there; it needs no other file.
   *
   * @param directory is made where it is missing
   * @return the page
   */
  public Path write(Path directory) throws IOException {
    return new ReportPage(this).write(directory);
  }

  ReportHead head() {
    return head;
  }

  /** The result of a report by its name; empty where it could not be computed. */
  Optional<ReportTable> table(String report) {
    return Optional.ofNullable(tables.get(report));
  }

  /** Why reports could not be computed, by their names. */
  public Map<String, String> missing() {
    return missing;
  }

  /** The balance sheet, if there is one. */
  Optional<ReportTable> audit() {
    return Optional.ofNullable(audit);
  }

  private static String query(String report, TableSet set) {
    String file =
        SqlFiles.of("reports", set).stream()
            .filter(path -> path.endsWith("/" + report + "/query.sql"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(report + " is no report of " + set));
    return SqlScript.statements(SqlResource.read(file)).get(0);
  }

  private static ReportTable run(LakeEngine engine, String query) {
    List<List<Object>> rows = new ArrayList<>();
    try (QueryResult result = engine.run(query)) {
      for (List<Object> row = result.next(); row != null; row = result.next()) {
        rows.add(row);
      }

      return new ReportTable(result.columns(), rows);
    }
  }
}
