package io.eventlake.bench.compare;

import io.eventlake.bench.report.Agreement;
import java.util.List;

/** Counts what became of the sessions of each key. */
final class SessionTally {

  static final String QUERY =
      "SELECT CASE WHEN id_derived THEN user_id_hash ELSE session_id END AS session_key, COUNT(*),"
          + " CAST(SUM(events) AS BIGINT) FROM silver.sessions GROUP BY 1 ORDER BY session_key";

  private static final int SESSIONS = 1;
  private static final int EVENTS = 2;

  private long whole;
  private long cut;
  private long split;
  private long grown;
  private long gone;

  /** Adds the sums of one key; one that the expected lake does not have is nobody's. */
  void add(List<Object> expected, List<Object> found) {
    if (expected == null) {
      return;
    }

    if (found == null) {
      gone++;
      return;
    }

    int events = Long.compare((Long) found.get(EVENTS), (Long) expected.get(EVENTS));
    int sessions = Long.compare((Long) found.get(SESSIONS), (Long) expected.get(SESSIONS));
    if (events < 0) {
      cut++;
    } else if (events > 0 || sessions < 0) {
      grown++;
    } else if (sessions > 0) {
      split++;
    } else {
      whole++;
    }
  }

  Agreement.Sessions sessions() {
    return new Agreement.Sessions(whole, cut, split, grown, gone);
  }
}
