package io.eventlake.bench.run;

import io.eventlake.bench.measure.RunFigures;
import java.util.Map;

/** One way to bring files of events into tables; runs alone, in a JVM of its own. */
interface Contestant {

  /** As the command line and the report call it. */
  String name();

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
