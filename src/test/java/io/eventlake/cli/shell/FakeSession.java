package io.eventlake.cli.shell;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.lake.athena.AthenaRelation;
import io.eventlake.lake.sql.SqlException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A lake of two tables and a view that answers each statement with its text or with numbers. */
final class FakeSession implements SqlSession {

  final List<String> statements = new ArrayList<>();
  Runnable whileRunning = () -> {};
  private final CountDownLatch cancelled = new CountDownLatch(1);

  @Override
  public ResultRows run(String statement) {
    statements.add(statement);
    if (statement.startsWith("wrong") || statement.startsWith("DESCRIBE")) {
      throw new SqlException(statement + "\n^ there is nothing like it");
    } else if (statement.equals("slow")) {
      return slow();
    } else if (statement.startsWith("numbers ")) {
      List<List<Object>> rows = new ArrayList<>();
      for (int i = 1; i <= Integer.parseInt(statement.substring(8)); i++) {
        rows.add(List.of(i, "row " + i));
      }

      return ResultRows.of(List.of("_col0", "name"), rows);
    }

    return ResultRows.of(List.of("statement"), List.of(List.of(statement)));
  }

  /** Ends by being cancelled and in no other way. */
  private ResultRows slow() {
    whileRunning.run();
    try {
      cancelled.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }

    throw new LakeException("The statement took longer than lake.query-timeout allows");
  }

  @Override
  public void cancel() {
    cancelled.countDown();
  }

  @Override
  public List<AthenaRelation> relations() {
    return List.of(
        new Relation("silver", "events", false),
        new Relation("bronze", "events", false),
        new Relation("gold", "v_daily", true));
  }

  @Override
  public List<String> functions() {
    return List.of("count", "count_if", "lower");
  }

  @Override
  public void close() {}

  private record Relation(String database, String name, boolean isView) implements AthenaRelation {

    @Override
    public Map<String, String> columns() {
      Map<String, String> columns = new LinkedHashMap<>();
      columns.put("event_id", "varchar");
      columns.put("event_type", "varchar");
      columns.put("ts", "timestamp(6)");
      return columns;
    }

    @Override
    public Map<String, String> comments() {
      return isView ? Map.of() : Map.of("ts", "Event time, UTC");
    }
  }
}
