package io.eventlake.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.site.SiteFamily;
import io.eventlake.family.site.generate.ExpectedSite;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.lake.check.LakeChecks;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The tables of the family site in a lake, to be compared with the oracle. */
public final class SiteLake {

  private static final List<String> ROW_BY_ROW =
      List.of(
          "bronze.events",
          "bronze.dead_letters",
          "silver.events",
          "silver.sessions",
          "gold.fact_page_views",
          "gold.fact_video_engagement");

  /** As the oracle has the ids that the lake makes. */
  private static final String DERIVED = "(derived)";

  /** Some time after the traffic, so that what looks back a week sees nothing of it. */
  private static final Instant LATER = Instant.parse("2026-12-01T00:00:00Z");

  private final LakeOptions options;

  public SiteLake(LakeOptions options) {
    this.options = options;
  }

  /** Of one set, with nothing read beside it. */
  public LakeCatalog catalog() {
    return new LakeCatalog(options, SiteFamily.tables());
  }

  /**
   * The rows of a table as they are now.
   *
   * @param table for example {@code silver.sessions}
   */
  public List<Map<String, Object>> rows(String table) {
    try (LakeTables tables = new LakeTables(catalog())) {
      return LakeReader.rows(tables.load(tables.set().table(layer(table), name(table))));
    }
  }

  /** The rows of a table that batch runs make. */
  public List<Map<String, Object>> marts(String table) {
    try (LakeTables tables = new LakeTables(catalog().with(TableSet.of("site-marts")))) {
      return LakeReader.rows(tables.load(tables.set().table(layer(table), name(table))));
    }
  }

  /** Fails with what is missing or too much in any table, or with the lines that do not balance. */
  public void assertSame(ExpectedSite expected) throws IOException {
    assertSame(expected, row -> true);
  }

  /**
   * As above, of the rows that count.
   *
   * @param counts of every table
   */
  public void assertSame(ExpectedSite expected, Predicate<Map<String, Object>> counts)
      throws IOException {
    Set<Object> derived =
        rows("silver.sessions").stream()
            .filter(row -> (Boolean) row.get("id_derived"))
            .map(row -> row.get("session_id"))
            .collect(Collectors.toSet());
    for (String table : ROW_BY_ROW) {
      List<Map<String, Object>> rows =
          rows(table).stream().filter(counts).map(row -> withoutDerived(row, derived)).toList();
      try {
        Rows.of(rows).assertSame(expected.rows(table));
      } catch (AssertionError e) {
        throw new AssertionError(table + ": " + e.getMessage(), e);
      }
    }

    assertBalanced();
  }

  /** Fails with the lines of the balance sheet that do not hold. */
  public void assertBalanced() throws IOException {
    LakeAudit audit = LakeAudit.run(catalog());
    assertThat(audit.lines()).as(audit.state()).hasSizeGreaterThan(15).allMatch(l -> l.passed());
  }

  /** What the checks of the tables find. */
  public List<String> checkedRows() throws IOException {
    LakeChecks checks = LakeChecks.run(catalog(), tables(), Clock.fixed(LATER, ZoneOffset.UTC));
    assertThat(checks.results()).hasSizeGreaterThan(20);
    return checks.results().stream()
        .filter(result -> !result.passed())
        .map(String::valueOf)
        .toList();
  }

  private static List<TableName> tables() {
    return SiteFamily.tables().tables();
  }

  private static Map<String, Object> withoutDerived(Map<String, Object> row, Set<Object> derived) {
    if (!derived.contains(row.get("session_id"))) {
      return row;
    }

    Map<String, Object> copy = new LinkedHashMap<>(row);
    copy.put("session_id", DERIVED);
    return copy;
  }

  private static String layer(String table) {
    return table.substring(0, table.indexOf('.'));
  }

  private static String name(String table) {
    return table.substring(table.indexOf('.') + 1);
  }
}
