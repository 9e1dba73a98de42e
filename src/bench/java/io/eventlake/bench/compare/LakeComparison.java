package io.eventlake.bench.compare;

import io.eventlake.bench.report.Agreement;
import io.eventlake.config.JobOptions;
import io.eventlake.job.Lakes;
import io.eventlake.lake.engine.LakeEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Compares two lakes of the same events. That a rival is fast counts for nothing where it does not
 * write the same: its rows must agree where they are of one event each, and what else it leaves out
 * is counted.
 */
public final class LakeComparison {

  private final List<RowTally> tables = new ArrayList<>();
  private final SessionTally sessions = new SessionTally();
  private final List<Agreement.Missing> missing = new ArrayList<>();

  private LakeComparison(LakeEngine expected, LakeEngine found) {
    for (ComparedTable table : ComparedTable.ALL) {
      RowTally tally = new RowTally(table);
      MergedRows.forEach(expected, found, table.query(), tally::add);
      tables.add(tally);
    }

    MergedRows.forEach(expected, found, SessionTally.QUERY, sessions::add);
    for (TableSum sum : TableSum.ALL) {
      missing.add(new Agreement.Missing(sum.what(), sum.missing(expected), sum.missing(found)));
    }
  }

  /** Reads all rows of both. */
  public static LakeComparison of(Path expected, Path found) {
    try (LakeEngine left = over(expected);
        LakeEngine right = over(found)) {
      return new LakeComparison(left, right);
    }
  }

  /** What was found, under the names of the lakes' writers. */
  public Agreement agreement(String variant, String reference) {
    return new Agreement(
        variant,
        reference,
        tables.stream().map(RowTally::rows).collect(Collectors.toList()),
        sessions.sessions(),
        missing);
  }

  /** The tables that are not as they must be; none where all is well. */
  public List<Agreement.Rows> disagreements() {
    return tables.stream()
        .filter(table -> !table.holds())
        .map(RowTally::rows)
        .collect(Collectors.toList());
  }

  private static LakeEngine over(Path lake) {
    return LakeEngine.over(
        Lakes.of(JobOptions.parseLake(Map.of("lake.warehouse", lake.toString()))));
  }
}
