package io.eventlake.connector.iceberg.sink;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.Table;

/** Whether a job could go on from a savepoint or checkpoint on disk, asked without running it. */
public final class StateFit {

  private final LakeCatalog lake;
  private final String job;
  private final Map<String, Table> tables = new HashMap<>();

  /**
   * Loads the tables as they are now.
   *
   * @param lake the job's tables, all of which are there
   */
  public StateFit(LakeTables lake, String job) {
    this.lake = lake.lake();
    this.job = job;
    lake.set().tables().forEach(name -> tables.put(name.toString(), lake.load(name)));
  }

  /** What else could write the tables. */
  public enum Others {
    /** No other run of the job is alive. */
    NONE,
    /** Nobody knows. */
    PERHAPS
  }

  /**
   * Compares the tables with the state.
   *
   * @return the checkpoint's number
   * @throws RestoreRefusedException naming the tables that do not fit, and what to do
   * @throws IOException when there is no such state, or it is damaged
   */
  public long require(String path, Others others) throws IOException {
    CheckpointHeads heads = CheckpointHeads.ofSavepoint(path);
    Map<String, Table> written = new HashMap<>(tables);
    // Of tables that the job does not write the state knows nothing.
    written
        .entrySet()
        .removeIf(
            table ->
                !heads.hasHead(table.getKey())
                    && JobHistory.of(table.getValue(), job).newest() == null);
    RestoreGuard guard = new RestoreGuard(job, lake).from(path);
    (others == Others.NONE ? guard.alone() : guard.at(System.currentTimeMillis()))
        .check(heads, written);
    return heads.checkpointId();
  }
}
