package io.eventlake.connector.iceberg;

import java.util.function.Consumer;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * Table operations that look at the table once more before they commit: at the very metadata that
 * the catalog compares and swaps, so that nothing comes between the look and the commit.
 */
public class CheckedOperations implements TableOperations {

  private final TableOperations table;
  private final Consumer<TableMetadata> check;

  /**
   * @param check throws where the commit must not go onto this metadata, which is null for a new
   *     table
   */
  public CheckedOperations(TableOperations table, Consumer<TableMetadata> check) {
    this.table = table;
    this.check = check;
  }

  @Override
  public final void commit(TableMetadata base, TableMetadata metadata) {
    check.accept(base);
    table.commit(base, metadata);
  }

  @Override
  public TableMetadata current() {
    return table.current();
  }

  @Override
  public TableMetadata refresh() {
    return table.refresh();
  }

  @Override
  public FileIO io() {
    return table.io();
  }

  @Override
  public EncryptionManager encryption() {
    return table.encryption();
  }

  @Override
  public String metadataFileLocation(String fileName) {
    return table.metadataFileLocation(fileName);
  }

  @Override
  public LocationProvider locationProvider() {
    return table.locationProvider();
  }

  @Override
  public TableOperations temp(TableMetadata uncommittedMetadata) {
    return table.temp(uncommittedMetadata);
  }

  @Override
  public long newSnapshotId() {
    return table.newSnapshotId();
  }

  @Override
  public boolean requireStrictCleanup() {
    return table.requireStrictCleanup();
  }
}
