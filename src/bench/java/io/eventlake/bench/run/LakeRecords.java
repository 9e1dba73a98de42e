package io.eventlake.bench.run;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableName;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;

/** Counts the records of tables from their metadata, reading no data file. */
final class LakeRecords {

  private LakeRecords() {}

  /** Records in each of the tables as they are now, by {@code database.table}. */
  static Map<String, Long> of(LakeTables lake, TableName... tables) {
    Map<String, Long> records = new TreeMap<>();
    for (TableName table : tables) {
      Snapshot snapshot = lake.load(table).currentSnapshot();
      String total =
          snapshot == null ? "0" : snapshot.summary().get(SnapshotSummary.TOTAL_RECORDS_PROP);
      records.put(table.toString(), Long.valueOf(total));
    }

    return records;
  }
}
