package io.eventlake.connector.iceberg.sink;

/** What one writer wrote to one table between two barriers; travels to the committer. */
public class WrittenFiles {

  /** The table, {@code database.table} without prefix. */
  public String table;

  /** Data files and delete files; see {@link FilesFormat}. */
  public String files;

  /** Rows handed to the writer that add a record. */
  public long addedRows;

  /** Event-time watermark of the writer, epoch milliseconds; {@link Long#MIN_VALUE} if none yet. */
  public long watermarkMillis;

  /**
   * The checkpoint before whose barrier the files were closed, {@link Long#MAX_VALUE} at the end of
   * the input. Not always the one they are committed with: that one may have been given up.
   */
  public long checkpointId;

  public WrittenFiles() {}

  WrittenFiles(
      String table, String files, long addedRows, long watermarkMillis, long checkpointId) {
    this.table = table;
    this.files = files;
    this.addedRows = addedRows;
    this.watermarkMillis = watermarkMillis;
    this.checkpointId = checkpointId;
  }
}
