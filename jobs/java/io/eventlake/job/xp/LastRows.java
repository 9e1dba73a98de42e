package io.eventlake.job.xp;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.xp.LastDelivered;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import java.math.BigDecimal;
import java.util.List;

/** How each result was delivered last, as the tables have it; in memory are ids and digests. */
final class LastRows {

  private static final int SCALE = 4;

  /** Columns that say what a result is; those behind them say where it came from. */
  private static final int TOLD = 11;

  private LastRows() {}

  static LastDelivered of(LakeTables own, LakeEngine engine) {
    LastDelivered last = new LastDelivered();
    RowValues values = new RowValues(own.set().rowType(XpTables.RESULTS));
    try (QueryResult rows = engine.run(XpQueries.lastRows(values.columns()))) {
      for (List<Object> row = rows.next(); row != null; row = rows.next()) {
        List<Object> told = values.ofQuery(row, 0);
        int behind = told.size();
        last.put(
            (String) told.get(0),
            print(told),
            (Boolean) row.get(behind),
            (Boolean) row.get(behind + 1));
      }
    }

    return last;
  }

  /** Tells what a result says from what it said before. */
  static long print(List<Object> told) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (Object value : told.subList(0, TOLD)) {
      Object same = value instanceof BigDecimal ? ((BigDecimal) value).setScale(SCALE) : value;
      String text = String.valueOf(same);
      hasher.putInt(same == null ? -1 : text.length()).putUnencodedChars(text);
    }

    return hasher.hash().asLong();
  }
}
