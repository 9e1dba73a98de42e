package io.eventlake.cli.shell;

import io.eventlake.lake.athena.AthenaRelation;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import java.util.ArrayList;
import java.util.List;

/** The lake's engine as a shell asks it. */
public final class EngineSession implements SqlSession {

  private final LakeEngine engine;

  public EngineSession(LakeEngine engine) {
    this.engine = engine;
  }

  @Override
  public ResultRows run(String statement) {
    QueryResult result = engine.run(statement);
    return new ResultRows() {
      @Override
      public List<String> columns() {
        return result.columns();
      }

      @Override
      public List<Object> next() {
        return result.next();
      }

      @Override
      public void close() {
        result.close();
      }
    };
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
