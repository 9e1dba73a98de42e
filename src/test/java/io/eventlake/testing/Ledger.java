package io.eventlake.testing;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.util.List;
import java.util.Map;

/**
 * What {@code ops.record_counts} shows while a job runs. It is committed after the other tables:
 * what it counts is in them.
 */
public final class Ledger implements AutoCloseable {

  private final LakeTables tables;

  public Ledger(LakeOptions options) {
    this(Lakes.of(options));
  }

  /** That of a family. */
  public Ledger(LakeOptions options, String family) {
    this(Lakes.ofFamily(options, family));
  }

  private Ledger(LakeCatalog lake) {
    tables = new LakeTables(lake);
  }

  /** Records with the outcome, for example {@code read}; 0 before the table exists. */
  public long records(String outcome) {
    return tables.exists(TableName.RECORD_COUNTS)
        ? rows(TableName.RECORD_COUNTS).stream()
            .filter(row -> outcome.equals(row.get("outcome")))
            .mapToLong(row -> (Long) row.get("records"))
            .sum()
        : 0;
  }

  /** The rows of any table as they are now. */
  public List<Map<String, Object>> rows(TableName table) {
    return LakeReader.rows(tables.load(table));
  }

  @Override
  public void close() {
    tables.close();
  }
}
