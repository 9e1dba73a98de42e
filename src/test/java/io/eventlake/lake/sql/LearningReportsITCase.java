package io.eventlake.lake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import io.eventlake.testing.LearnedDays;
import io.eventlake.testing.LearningLake;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reports of learning events over two days that are counted by hand: what each must say stands
 * beside its query.
 */
class LearningReportsITCase {

  private static final Path REPORTS = Path.of("sql", "reports", "caliper");

  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-09-15T20:00:00Z"), ZoneOffset.UTC);

  @TempDir private static Path warehouse;

  private static LakeCatalog lake;

  @BeforeAll
  static void write() {
    lake = LearnedDays.lake().write(warehouse);
  }

  static Stream<String> reports() throws IOException {
    try (Stream<Path> folders = Files.list(REPORTS)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("reports")
  void saysWhatStandsBesideIt(String report) throws IOException {
    assertThat(lines(lake, report))
        .isEqualTo(Files.readAllLines(REPORTS.resolve(report).resolve("expected.csv")));
  }

  /** As much as a column holds, sixty times; a mean is a double's. */
  @Test
  void numbersAtTheirLimitsAreAddedUp(@TempDir Path large) throws IOException {
    LearningLake rows = LearnedDays.lake();
    for (int fact : new int[] {4, 8}) {
      rows.set(LearningLake.FACTS, fact, "value", new BigDecimal("99999999999999.9999"));
    }

    LakeCatalog full = rows.write(large);
    assertThat(lines(full, "time-on-task"))
        .contains(
            "https://lms/c/1,1,5999999999999999.994,0.000,5999999999999999.994,"
                + "6000000000000000.000");
    assertThat(lines(full, "overview")).hasSize(2);
  }

  private static List<String> lines(LakeCatalog lake, String report) throws IOException {
    String query =
        SqlScript.statements(Files.readString(REPORTS.resolve(report).resolve("query.sql"))).get(0);
    List<String> lines = new ArrayList<>();
    try (LakeEngine engine = LakeEngine.over(lake, NOW);
        QueryResult result = engine.run(query)) {
      lines.add(String.join(",", result.columns()));
      for (List<Object> row = result.next(); row != null; row = result.next()) {
        lines.add(
            row.stream()
                .map(value -> Objects.toString(value, ""))
                .collect(Collectors.joining(",")));
      }
    }

    return lines;
  }
}
