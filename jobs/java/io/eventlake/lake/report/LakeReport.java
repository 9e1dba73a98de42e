package io.eventlake.lake.report;

import io.eventlake.config.LakeOptions;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.audit.AuditLine;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.lake.sql.LakeSql;
import io.eventlake.lake.sql.PlainValues;
import io.eventlake.lake.sql.SqlResource;
import io.eventlake.lake.sql.SqlScript;
import io.eventlake.lake.status.DamagedTables;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CollectionUtil;

/**
 * What the reports of {@code sql/reports} say of one cut of the lake, to be written as a page.
 * Which of them the page shows, its template names.
 */
public final class LakeReport {

  private static final List<String> AUDIT_COLUMNS =
      List.of("line", "verdict", "left_side", "right_side", "equation");

  private final ReportHead head;
  private final Map<String, ReportTable> tables;
  private final ReportTable audit;

  LakeReport(ReportHead head, Map<String, ReportTable> tables, ReportTable audit) {
    this.head = head;
    this.tables = tables;
    this.audit = audit;
  }

  /**
   * Runs the reports over a cut.
   *
   * @param clock when the report is made, and what LOCALTIMESTAMP says
   * @throws io.eventlake.connector.iceberg.LakeException when the lake is out of reach
   */
  public static LakeReport of(LakeOptions options, LakeCut cut, Clock clock) {
    return of(options, cut, clock, step -> {});
  }

  /**
   * As above.
   *
   * @param steps is told which report is at hand
   */
  public static LakeReport of(
      LakeOptions options, LakeCut cut, Clock clock, Consumer<String> steps) {
    Instant now = clock.instant();
    Map<String, ReportTable> tables = new LinkedHashMap<>();
    try (LakeSql sql = LakeSql.over(options, cut.snapshots(), clock)) {
      for (String report : ReportPage.reports()) {
        steps.accept("Report " + report);
        tables.put(report, run(sql, report));
      }
    } catch (RuntimeException e) { // all that Flink has for a job that failed
      throw DamagedTables.explained(options, TableName.all(), cut.snapshots(), e);
    }

    ReportHead head =
        new ReportHead(options.warehouse, cut.description(), cut.time().orElse(null), now);
    return new LakeReport(head, tables, null);
  }

  /** This report with a balance sheet, which should be of the same cut. */
  public LakeReport with(LakeAudit sheet) {
    List<List<Object>> rows = new ArrayList<>();
    for (AuditLine line : sheet.lines()) {
      rows.add(List.of(line.line(), line.verdict(), line.left(), line.right(), line.equation()));
    }

    return new LakeReport(head, tables, new ReportTable(AUDIT_COLUMNS, rows));
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

  /** The result of a report by its name. */
  ReportTable table(String report) {
    return tables.get(report);
  }

  /** All results by the names of their reports. */
  Map<String, ReportTable> tables() {
    return tables;
  }

  /** The balance sheet, if there is one. */
  Optional<ReportTable> audit() {
    return Optional.ofNullable(audit);
  }

  private static ReportTable run(LakeSql sql, String report) {
    String file = "reports/" + report + "/query.sql";
    TableResult result = sql.run(SqlScript.statements(SqlResource.read(file)).get(0));
    List<List<Object>> rows = new ArrayList<>();
    for (Row row : CollectionUtil.iteratorToList(result.collect())) {
      rows.add(PlainValues.of(row));
    }

    return new ReportTable(result.getResolvedSchema().getColumnNames(), rows);
  }
}
