package io.eventlake.bench.query;

import io.eventlake.bench.run.BenchmarkException;
import io.eventlake.config.JobOptions;
import io.eventlake.job.Lakes;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * What questions need to know of a lake.
 *
 * @param now a second after the newest event, or reports of the last day would be empty
 * @param eventId of some event
 * @param sessionId of some session
 */
record Sample(Instant now, String eventId, String sessionId) {

  /** Ids from the middle: least and greatest would be ruled out by the range of most files. */
  private static final String QUERY =
      "SELECT MAX(arrival_ts),"
          + " COALESCE(MIN(CASE WHEN event_id >= '8' THEN event_id END), MAX(event_id)),"
          + " COALESCE(MIN(CASE WHEN session_id >= 'sid_8' THEN session_id END), MAX(session_id))"
          + " FROM silver.events";

  static Sample of(Path lake) {
    try (LakeEngine engine =
            LakeEngine.over(
                Lakes.of(JobOptions.parseLake(Map.of("lake.warehouse", lake.toString()))));
        QueryResult result = engine.run(QUERY)) {
      List<Object> row = result.next();
      if (row.get(0) == null) {
        throw new BenchmarkException("The lake " + lake + " has no events");
      }

      Instant newest = Instant.parse(row.get(0).toString());
      return new Sample(
          newest.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1),
          String.valueOf(row.get(1)),
          String.valueOf(row.get(2)));
    }
  }
}
