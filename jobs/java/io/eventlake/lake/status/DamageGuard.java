package io.eventlake.lake.status;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.status.TableDamage.Look;
import io.eventlake.table.TableName;
import java.util.Optional;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;

/**
 * Keeps rows of a damaged file from being written again: with a checksum of their own, nobody would
 * see the damage any more.
 */
public final class DamageGuard {

  private final LakeTables lake;
  private final TableName name;

  /** For one table. */
  public DamageGuard(LakeTables lake, TableName name) {
    this.lake = lake;
    this.name = name;
  }

  /**
   * Looks at the files that are about to be read.
   *
   * @throws LakeException with the table, the file and what helps, where one is damaged
   */
  public void require(Table table, Iterable<FileScanTask> files) {
    TableDamage.ofFiles(lake, name, table, files)
        .ifPresent(
            sentence -> {
              throw new LakeException(sentence);
            });
  }

  /**
   * The same of all files that a query of the table reads whose condition is not known.
   *
   * @param snapshot null where the table had none
   */
  public void requireAll(Long snapshot) {
    if (snapshot != null) {
      new TableDamage(lake, name, Look.CHECKSUMS)
          .find(snapshot)
          .ifPresent(
              sentence -> {
                throw new LakeException(sentence);
              });
    }
  }

  /** Why something failed that went through the table's manifests: damage, or the failure. */
  public RuntimeException explained(RuntimeException failure) {
    if (failure instanceof LakeException) {
      return failure;
    }

    Optional<String> damage = new TableDamage(lake, name, Look.FILES).findInHistory();
    return damage.isPresent() ? new LakeException(damage.get(), failure) : failure;
  }
}
