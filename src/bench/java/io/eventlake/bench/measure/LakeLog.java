package io.eventlake.bench.measure;

import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.events.CreateSnapshotEvent;
import org.apache.iceberg.events.Listeners;

/** What this process commits to Iceberg tables, whoever does it, from the snapshots' summaries. */
final class LakeLog {

  private final Map<String, TableWrites> tables = new TreeMap<>();

  void begin() {
    Listeners.register(this::add, CreateSnapshotEvent.class);
  }

  synchronized Map<String, TableWrites> tables() {
    return new TreeMap<>(tables);
  }

  private synchronized void add(CreateSnapshotEvent snapshot) {
    Map<String, String> summary = snapshot.summary();
    tables.merge(
        shortName(snapshot.tableName()),
        new TableWrites(
            1,
            number(summary, SnapshotSummary.ADDED_FILES_PROP),
            number(summary, SnapshotSummary.ADDED_DELETE_FILES_PROP),
            number(summary, SnapshotSummary.ADDED_FILE_SIZE_PROP),
            number(summary, SnapshotSummary.ADDED_RECORDS_PROP)),
        TableWrites::plus);
  }

  private static long number(Map<String, String> summary, String property) {
    return Long.parseLong(summary.getOrDefault(property, "0"));
  }

  /** Database and table, without the catalog before them. */
  private static String shortName(String name) {
    String[] parts = name.split("[./]");
    return parts.length < 2 ? name : parts[parts.length - 2] + "." + parts[parts.length - 1];
  }
}
