package io.eventlake.bench.run;

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
}
