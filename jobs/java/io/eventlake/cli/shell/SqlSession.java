package io.eventlake.cli.shell;

import io.eventlake.lake.athena.AthenaRelation;
import java.util.List;

/** What answers a shell. For one thread but for {@link #cancel}. */
public interface SqlSession extends AutoCloseable {

  /** Runs one statement. */
  ResultRows run(String statement);

  /** Ends the statement that runs; for any thread. */
  void cancel();

  /** The tables and views that statements can name. */
  List<AthenaRelation> relations();

  /** The names of the functions. */
  List<String> functions();

  @Override
  void close();
}
