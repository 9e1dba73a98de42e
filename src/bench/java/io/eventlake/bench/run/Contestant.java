package io.eventlake.bench.run;

import io.eventlake.bench.measure.RunFigures;
import java.io.IOException;
import java.util.Map;

/** One way to bring files of events into tables; runs alone, in a JVM of its own. */
interface Contestant {

  /** As the command line and the report call it. */
  String name();

  /** Whether its tables are to be compared with those of {@code clickstream}. */
  default boolean writesTheJobsTables() {
    return false;
  }

  /**
   * What is to be there before the run and is none of its cost.
   *
   * @return what is to be run
   */
  default RunRequest prepared(RunRequest request) throws IOException {
    return request;
  }

  /**
   * Reads all events and ends when all rows are committed.
   *
   * @return records in each table, by its name
   */
  Map<String, Long> run(RunRequest request) throws Exception;

  /** The figures of the last run, of which this JVM measured those given. */
  default RunFigures figures(RunFigures measured) {
    return measured;
  }
}
