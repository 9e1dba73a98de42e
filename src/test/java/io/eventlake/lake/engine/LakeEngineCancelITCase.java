package io.eventlake.lake.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.lake.status.DamagedTables;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A statement is ended by another thread, and the engine answers the next. */
class LakeEngineCancelITCase {

  /** 10 to the power of 14 rows. */
  private static final String ENDLESS =
      "WITH t AS (SELECT x FROM (VALUES 0, 1, 2, 3, 4, 5, 6, 7, 8, 9) AS v (x)) SELECT SUM(a.x) FROM"
          + " t a"
          + joins();

  @TempDir private Path directory;

  @Test
  void endsWhatRunsAndGoesOn() throws Exception {
    LakeOptions options = JobOptions.parseLake(Map.of("lake.warehouse", directory.toString()));
    try (LakeTables tables = new LakeTables(Lakes.of(options))) {
      tables.apply();
    }

    try (LakeEngine engine = LakeEngine.over(Lakes.of(options))) {
      assertThatCode(engine::cancel).doesNotThrowAnyException();
      CompletableFuture<Throwable> endless =
          CompletableFuture.supplyAsync(() -> catchThrowable(() -> engine.run(ENDLESS).all()));
      Throwable ended = cancelled(engine, endless);
      assertThat(ended).isInstanceOf(EndedStatementException.class);
      looksForNoDamage(Lakes.of(options), (EndedStatementException) ended);
      assertThatCode(engine::cancel).doesNotThrowAnyException();
      assertThat(engine.run("SELECT 1 AS n").all()).containsExactly(Map.of("n", 1));
      assertThat(engine.run("EXPLAIN SELECT count(*) FROM silver.events").all())
          .hasSizeGreaterThan(3)
          .allSatisfy(row -> assertThat(row).containsOnlyKeys("Query Plan"))
          .extracting(row -> row.get("Query Plan").toString())
          .noneMatch(line -> line.contains("\n"));
    }
  }

  /** Each file of the tables would be read for it, after a Ctrl-C. */
  private void looksForNoDamage(LakeCatalog lake, EndedStatementException ended)
      throws IOException {
    TableName damaged = TableName.of("gold", "fact_funnel");
    Path metadata = directory.resolve("gold/fact_funnel/metadata");
    Path aside = Files.move(metadata, metadata.resolveSibling("aside"));
    assertThat(DamagedTables.explained(lake, List.of(damaged), Map.of(), ended)).isSameAs(ended);
    assertThat(DamagedTables.explained(lake, List.of(damaged), Map.of(), new LakeException("x")))
        .hasMessageContaining("The lake is damaged");
    Files.move(aside, metadata);
  }

  /** Until it has begun there is nothing to end: asks again until it has ended. */
  private static Throwable cancelled(LakeEngine engine, CompletableFuture<Throwable> statement)
      throws InterruptedException, ExecutionException {
    engine.cancel();
    while (true) {
      try {
        return statement.get(20, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        engine.cancel();
      }
    }
  }

  private static String joins() {
    StringBuilder joins = new StringBuilder();
    for (int i = 1; i < 14; i++) {
      joins.append(" CROSS JOIN t t").append(i);
    }

    return joins.toString();
  }
}
