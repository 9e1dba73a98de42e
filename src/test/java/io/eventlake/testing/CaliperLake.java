package io.eventlake.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.caliper.CaliperFamily;
import io.eventlake.family.caliper.generate.ExpectedLearning;
import io.eventlake.lake.audit.AuditLine;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.lake.engine.LakeEngine;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of learning events in a lake, to be compared with the oracle. */
public final class CaliperLake {

  private static final String DAYS = "gold.learning_days";

  /** A view. */
  private static final String ENTITIES = "silver.entities";

  private static final List<String> TABLES =
      List.of(
          "bronze.events",
          "bronze.dead_letters",
          "silver.events",
          "silver.sessions",
          ENTITIES,
          "gold.facts",
          "gold.outcomes",
          DAYS);

  private final LakeOptions options;

  public CaliperLake(LakeOptions options) {
    this.options = options;
  }

  public LakeCatalog catalog() {
    return new LakeCatalog(options, CaliperFamily.tables());
  }

  /**
   * The rows of a table as they are now, those of learning days summed as readers do.
   *
   * @param table for example {@code silver.sessions}
   */
  public List<Map<String, Object>> rows(String table) {
    if (table.equals(ENTITIES)) {
      return entities();
    }

    String[] name = table.split("\\.");
    try (LakeTables tables = new LakeTables(catalog())) {
      List<Map<String, Object>> rows =
          LakeReader.rows(tables.load(tables.set().table(name[0], name[1])));
      return table.equals(DAYS) ? summed(rows) : rows;
    }
  }

  /** Fails with what is missing or too much in any table, or with the lines that do not balance. */
  public void assertSame(ExpectedLearning expected) throws IOException {
    for (String table : TABLES) {
      try {
        Rows.of(rows(table)).assertSame(expected.rows(table));
      } catch (AssertionError e) {
        throw new AssertionError(table + ": " + e.getMessage(), e);
      }
    }

    LakeAudit audit = LakeAudit.run(catalog());
    assertThat(audit.lines()).as(audit.state()).hasSizeGreaterThan(15).allMatch(AuditLine::passed);
  }

  private List<Map<String, Object>> entities() {
    try (LakeEngine engine = LakeEngine.over(catalog())) {
      List<Map<String, Object>> rows =
          engine.run("SELECT * FROM silver.entities").all().stream()
              .<Map<String, Object>>map(LinkedHashMap::new)
              .toList();
      for (String time : List.of("valid_from", "valid_to")) {
        rows.forEach(row -> row.computeIfPresent(time, (column, text) -> utc((String) text)));
      }

      return rows;
    }
  }

  private static LocalDateTime utc(String text) {
    return LocalDateTime.ofInstant(Instant.parse(text), ZoneOffset.UTC);
  }

  private static List<Map<String, Object>> summed(List<Map<String, Object>> rows) {
    Map<List<Object>, Map<String, Object>> sums = new LinkedHashMap<>();
    for (Map<String, Object> row : rows) {
      List<Object> grain =
          Arrays.asList(
              row.get("event_dt"),
              row.get("learner_id"),
              row.get("ed_app_id"),
              row.get("group_id"));
      Map<String, Object> sum = sums.putIfAbsent(grain, row);
      if (sum != null) {
        sum.replaceAll((column, value) -> plus(value, row.get(column)));
      }
    }

    return new ArrayList<>(sums.values());
  }

  private static Object plus(Object one, Object other) {
    if (one instanceof Long count) {
      return count + (Long) other;
    }

    return one instanceof BigDecimal number ? number.add((BigDecimal) other) : one;
  }
}
