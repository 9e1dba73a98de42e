package io.eventlake.connector.iceberg.sink;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.Table;

/** Whether a job could go on from a savepoint or checkpoint on disk, asked without running it. */
public final class StateFit {

  private final LakeOptions options;
  private final String job;
  private final Map<String, Table> tables = new HashMap<>();

  /**
   * Loads the tables as they are now.
   *
   * @param lake of these options; with all its tables
   */
  public StateFit(LakeOptions options, LakeTables lake, String job) {
    this.options = options;
    this.job = job;
    TableName.all().forEach(name -> tables.put(name.toString(), lake.load(name)));
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
    RestoreGuard guard = new RestoreGuard(job, options).from(path);
    (others == Others.NONE ? guard.alone() : guard.at(System.currentTimeMillis()))
        .check(heads, written);
    return heads.checkpointId();
  }
}
