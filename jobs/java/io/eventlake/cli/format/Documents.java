package io.eventlake.cli.format;

import io.eventlake.connector.check.Finding;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.audit.AuditLine;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.lake.audit.MissingLine;
import io.eventlake.lake.check.CheckResult;
import io.eventlake.lake.check.LakeChecks;
import io.eventlake.lake.cut.PublishedCut;
import io.eventlake.lake.rewind.Rewind;
import io.eventlake.lake.rewind.TableRewind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What commands have found, as the objects of their JSON documents; their names are documented. */
public final class Documents {

  private static final String VERDICT = "verdict";
  private static final String FAIL = "FAIL";

  private Documents() {}

  /** The verdict where no line fails and yet the audit does not pass. */
  private static String without(LakeAudit audit) {
    return audit.isOfNothing() ? LakeAudit.NOTHING : MissingLine.VERDICT;
  }

  /** Of a balance sheet: {@code verdict}, {@code state}, {@code lines}. */
  public static Map<String, Object> audit(LakeAudit audit) {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (AuditLine line : audit.lines()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("line", line.line());
      one.put(VERDICT, line.passed() ? "PASS" : FAIL);
      one.put("left", line.left());
      one.put("right", line.right());
      one.put("open", line.open());
      one.put("equation", line.equation());
      if (audit.isByDays()) {
        one.put("trusted_days", line.days().isWhole() ? null : line.days().trusted());
        one.put("computed_days", line.days().isWhole() ? null : line.days().computed());
      }

      lines.add(one);
    }

    for (MissingLine line : audit.missing()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("line", line.line());
      one.put(VERDICT, MissingLine.VERDICT);
      one.put("equation", line.equation());
      one.put("why", line.why());
      lines.add(one);
    }

    boolean failed = audit.lines().stream().anyMatch(line -> !line.passed());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(VERDICT, audit.passed() ? "PASS" : failed ? FAIL : without(audit));
    document.put("state", audit.state());
    document.put("lines", lines);
    if (!audit.leftOut().isEmpty()) {
      document.put("left_out", audit.leftOut());
    }

    return document;
  }

  /** Of checks: {@code verdict}, {@code state}, {@code checks}, {@code unreadable}. */
  public static Map<String, Object> checks(LakeChecks checks) {
    List<Map<String, Object>> results = new ArrayList<>();
    for (CheckResult result : checks.results()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("table", result.table());
      one.put("check", result.name());
      one.put(VERDICT, result.verdict());
      one.put("rows", result.offending());
      one.put("what_holds", result.meaning());
      one.put("finding", result.finding());
      results.add(one);
    }

    boolean failed = checks.results().stream().anyMatch(result -> !result.passed());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(VERDICT, checks.passed() ? "PASS" : failed ? FAIL : "NOT CHECKED");
    document.put("state", checks.state());
    document.put("checks", results);
    document.put("unreadable", checks.unreadable());
    return document;
  }

  /** Of a doctor: {@code verdict}, {@code findings}. */
  public static Map<String, Object> findings(List<Finding> findings) {
    List<Map<String, Object>> all = new ArrayList<>();
    Finding.Verdict worst = Finding.Verdict.OK;
    for (Finding finding : findings) {
      worst = finding.verdict().compareTo(worst) > 0 ? finding.verdict() : worst;
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("subject", finding.subject());
      one.put(VERDICT, finding.verdict().name());
      one.put("sentence", finding.sentence());
      all.add(one);
    }

    Map<String, Object> document = new LinkedHashMap<>();
    document.put(VERDICT, worst.name());
    document.put("findings", all);
    return document;
  }

  /** Of cuts: {@code verdict}, {@code cuts}. */
  public static Map<String, Object> cuts(List<PublishedCut> cuts) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(VERDICT, cuts.stream().allMatch(PublishedCut::isComplete) ? "PASS" : "INCOMPLETE");
    document.put("cuts", cuts.stream().map(Documents::cut).collect(Collectors.toList()));
    return document;
  }

  /** One cut. */
  public static Map<String, Object> cut(PublishedCut cut) {
    Map<String, Object> snapshots = new LinkedHashMap<>();
    cut.snapshots().forEach((table, snapshot) -> snapshots.put(table.toString(), snapshot));
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("cut", cut.name());
    one.put("checkpoint", cut.checkpoint());
    one.put("time", Objects.toString(cut.time(), null));
    one.put("complete", cut.isComplete());
    one.put("snapshots", snapshots);
    return one;
  }

  /**
   * Of a rewind: {@code verdict}, {@code to}, {@code tables}, {@code way_forward}.
   *
   * @param verdict BLOCKED, DONE, PLANNED or MOVED
   * @param wayForward the command that brings back what was left behind; null for none
   */
  public static Map<String, Object> rewind(String verdict, Rewind rewind, String wayForward) {
    List<Map<String, Object>> tables = new ArrayList<>();
    for (TableRewind table : rewind.tables()) {
      boolean stays = table.move() == TableRewind.Move.STAYS;
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("table", table.name().toString());
      one.put("move", table.move().name().toLowerCase(Locale.ROOT));
      one.put("from", table.from());
      one.put("to", stays ? null : table.to());
      one.put("commits_left", stays ? 0 : table.commitsLeft());
      one.put("commits_left_or_more", !stays && table.hasGap());
      one.put("rows_left", stays ? 0 : table.rowsLeft());
      one.put("in_the_way", table.obstacle());
      tables.add(one);
    }

    Map<String, Object> document = new LinkedHashMap<>();
    document.put(VERDICT, verdict);
    document.put("to", rewind.description());
    document.put("tables", tables);
    document.put("way_forward", wayForward);
    return document;
  }

  /**
   * Of tables: {@code verdict}, {@code tables}, {@code damage}.
   *
   * @param lines as people read them: one without numbers says in the end what is the matter
   */
  public static Map<String, Object> tables(
      List<String> columns, List<List<Object>> lines, List<String> damage) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (List<Object> line : lines) {
      int last = columns.size() - 1;
      boolean there = line.get(1) != null;
      String told = Objects.toString(line.get(last), null);
      Map<String, Object> one = new LinkedHashMap<>();
      one.put(key(columns.get(0)), line.get(0).toString());
      one.put("state", there ? "there" : told.split(",")[0]);
      for (int i = 1; i < last; i++) {
        one.put(key(columns.get(i)), line.get(i));
      }

      one.put(key(columns.get(last)), there ? told : null);
      all.add(one);
    }

    Map<String, Object> document = new LinkedHashMap<>();
    document.put(VERDICT, damage.isEmpty() ? "PASS" : FAIL);
    document.put("tables", all);
    document.put("damage", damage);
    return document;
  }

  /**
   * Rows by the names of their columns.
   *
   * @param rows as long as the names; what is neither a number nor null is written as its text
   */
  public static List<Map<String, Object>> rows(List<String> columns, List<List<Object>> rows) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (List<Object> row : rows) {
      Map<String, Object> one = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        Object value = row.get(i);
        one.put(
            key(columns.get(i)), value instanceof Number ? value : Objects.toString(value, null));
      }

      all.add(one);
    }

    return all;
  }

  private static String key(String column) {
    return column.toLowerCase(Locale.ROOT).replace(' ', '_').replace("/", "_per_");
  }

  /**
   * Of a report: {@code verdict}, {@code state}, {@code page}, {@code not_computed}, {@code audit}.
   *
   * @param audit null where it was left out
   */
  public static Map<String, Object> report(
      LakeCut cut, Path page, Map<String, String> missing, LakeAudit audit) {
    Map<String, Object> balance = audit == null ? null : audit(audit);
    Object verdict = balance == null ? "PASS" : balance.get(VERDICT);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(
        VERDICT, missing.isEmpty() || FAIL.equals(verdict) ? verdict : MissingLine.VERDICT);
    document.put("state", cut.description());
    document.put("page", page.toString());
    document.put("not_computed", missing);
    document.put("audit", balance);
    return document;
  }
}
