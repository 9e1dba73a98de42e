package io.eventlake.connector.iceberg.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The files of one checkpoint that are not yet in all their tables; state of the committer. */
public class PendingCommit {

  /** Unique for each checkpoint of each run: what makes a commit recognisable in a table. */
  public String commitId;

  /** The run: the Flink job that wrote the files. */
  public String runId;

  public long checkpointId;

  /** Event-time watermark of the checkpoint, epoch milliseconds; {@link Long#MIN_VALUE} if none. */
  public long watermarkMillis;

  /** When the checkpoint was taken, epoch milliseconds: no older snapshot can hold its commit. */
  public long createdMillis;

  public WrittenFiles[] written;

  public PendingCommit() {}

  /** The tables with something to commit. */
  List<String> tables() {
    return List.of(written).stream()
        .map(files -> files.table)
        .distinct()
        .collect(Collectors.toList());
  }

  /** True when no table gets a snapshot of it. */
  boolean isEmpty() {
    return List.of(written).stream().allMatch(part -> FilesFormat.isEmpty(part.files));
  }

  List<WrittenFiles> of(String table) {
    List<WrittenFiles> result = new ArrayList<>();
    for (WrittenFiles files : written) {
      if (files.table.equals(table)) {
        result.add(files);
      }
    }

    return result;
  }
}
