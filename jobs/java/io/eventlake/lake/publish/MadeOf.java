package io.eventlake.lake.publish;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * What a publication was made of: of each table that was read the snapshot, and the one up to which
 * the run before had read it where this one read what came since. In the summary of each snapshot
 * that it published, as {@code eventlake.made-of.SET.LAYER.TABLE}.
 */
public final class MadeOf {

  private static final String PREFIX = "eventlake.made-of.";

  /** Between two snapshots. */
  private static final String UNTIL = "..";

  private final Map<String, String> summary = new TreeMap<>();

  private MadeOf() {}

  /** Of nothing yet. */
  public static MadeOf nothing() {
    return new MadeOf();
  }

  /**
   * Of the newest publication that the ledger of the lake's set has.
   *
   * @return of nothing where there is none, or where it has expired
   */
  public static MadeOf newest(LakeTables lake) {
    Table ledger = lake.load(lake.set().ledger());
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(ledger)) {
      MadeOf found = of(snapshot.summary());
      if (!found.summary.isEmpty()) {
        return found;
      }
    }

    return nothing();
  }

  static MadeOf of(Map<String, String> summary) {
    MadeOf found = new MadeOf();
    summary.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX)) {
            found.summary.put(key, value);
          }
        });
    return found;
  }

  /** And of all that this snapshot of a table has. */
  public MadeOf with(TableSet set, TableName table, long snapshot) {
    summary.put(key(set, table), Long.toString(snapshot));
    return this;
  }

  /** And of what came to a table since a snapshot, until another. */
  public MadeOf with(TableSet set, TableName table, long since, long snapshot) {
    summary.put(key(set, table), since + UNTIL + snapshot);
    return this;
  }

  /** The snapshot up to which a table was read; empty where it was not. */
  public Optional<Long> snapshot(TableSet set, TableName table) {
    return Optional.ofNullable(summary.get(key(set, table)))
        .map(text -> Long.parseLong(text.substring(text.lastIndexOf('.') + 1)));
  }

  Map<String, String> summary() {
    return summary;
  }

  private static String key(TableSet set, TableName table) {
    return PREFIX + set.setOf(table).name() + "." + table;
  }
}
