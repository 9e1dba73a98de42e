package io.eventlake.connector.iceberg.sink;

/** What one writer wrote to one table between two checkpoints; travels to the committer. */
public class WrittenFiles {

  /** The table, {@code database.table} without prefix. */
  public String table;

  /** Data files and delete files; see {@link FilesFormat}. */
  public String files;

  /** Rows handed to the writer that add a record. */
  public long addedRows;

  /** Event-time watermark of the writer, epoch milliseconds; {@link Long#MIN_VALUE} if none yet. */
  public long watermarkMillis;

  public WrittenFiles() {}

  WrittenFiles(String table, String files, long addedRows, long watermarkMillis) {
    this.table = table;
    this.files = files;
    this.addedRows = addedRows;
    this.watermarkMillis = watermarkMillis;
  }
}
