package io.eventlake.cli.shell;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.lake.athena.AthenaRelation;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The lake's engine as a shell asks it. */
public final class EngineSession implements SqlSession {

  private final LakeEngine engine;
  private final Function<LakeException, RuntimeException> explained;

  /**
   * @param engine that is closed with the session
   * @param explained what a table that cannot be read is told as
   */
  public EngineSession(LakeEngine engine, Function<LakeException, RuntimeException> explained) {
    this.engine = engine;
    this.explained = explained;
  }

  @Override
  public ResultRows run(String statement) {
    QueryResult result = explaining(() -> engine.run(statement));
    return new ResultRows() {
      @Override
      public List<String> columns() {
        return result.columns();
      }

      @Override
      public List<Object> next() {
        return explaining(result::next);
      }

      @Override
      public void close() {
        result.close();
      }
    };
  }

  /** Writes the rows of a query to a file as Parquet. */
  public void writeParquet(String query, Path file) {
    explaining(() -> engine.writeParquet(query, file));
  }

  private <T> T explaining(Supplier<T> work) {
    try {
      return work.get();
    } catch (LakeException e) {
      throw explained.apply(e);
    }
  }

  @Override
  public void cancel() {
    engine.cancel();
  }

  @Override
  public List<AthenaRelation> relations() {
    return engine.relations();
  }

  @Override
  public List<String> functions() {
    List<String> names = new ArrayList<>();
    try (QueryResult result = engine.run("SHOW FUNCTIONS")) {
      for (List<Object> row = result.next(); row != null; row = result.next()) {
        names.add(String.valueOf(row.get(0)));
      }
    }

    return names;
  }

  @Override
  public void close() {
    engine.close();
  }
}
