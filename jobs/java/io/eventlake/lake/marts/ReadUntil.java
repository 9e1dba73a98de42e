package io.eventlake.lake.marts;

import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.table.TableName;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Up to which snapshots the newest run read its sources, as {@code ops.transform_runs} has it. */
public final class ReadUntil {

  private static final String NEWEST =
      "SELECT source_table, to_snapshot_id, run_ts FROM ops.transform_runs"
          + " WHERE run_ts = (SELECT MAX(run_ts) FROM ops.transform_runs)";

  private final Map<TableName, Long> snapshots = new HashMap<>();
  private Instant time;

  private ReadUntil() {}

  /** Reads it; nothing where no run was published. */
  public static ReadUntil of(LakeEngine engine) {
    ReadUntil newest = new ReadUntil();
    for (Map<String, Object> row : engine.run(NEWEST).all()) {
      String[] name = row.get("source_table").toString().split("\\.", -1);
      Long snapshot = (Long) row.get("to_snapshot_id");
      newest.time = Instant.parse(row.get("run_ts").toString());
      if (snapshot != null) {
        newest.snapshots.put(TableName.of(name[0], name[1]), snapshot);
      }
    }

    return newest;
  }

  /** When it began; empty where there was none. */
  public Optional<Instant> time() {
    return Optional.ofNullable(time);
  }

  /** The snapshot of each source; those that had none are left out. */
  public Map<TableName, Long> snapshots() {
    return Map.copyOf(snapshots);
  }
}
