package io.eventlake.bench.measure;

/** What was committed to one table: snapshots, and what they added. */
public record TableWrites(
    long snapshots, long dataFiles, long deleteFiles, long bytes, long records) {

  static final TableWrites NONE = new TableWrites(0, 0, 0, 0, 0);

  /** Both together. */
  public TableWrites plus(TableWrites other) {
    return new TableWrites(
        snapshots + other.snapshots,
        dataFiles + other.dataFiles,
        deleteFiles + other.deleteFiles,
        bytes + other.bytes,
        records + other.records);
  }

  public long files() {
    return dataFiles + deleteFiles;
  }
}
