package io.eventlake.connector.iceberg;

import java.time.Instant;
import org.apache.iceberg.TableMetadata;

/** A file of metadata in a table's folder, and the table that it tells of. */
public final class FoundMetadata {

  private final TableMetadata metadata;

  FoundMetadata(TableMetadata metadata) {
    this.metadata = metadata;
  }

  public String file() {
    return metadata.metadataFileLocation();
  }

  /** The folder that it says the table is in. */
  public String location() {
    return metadata.location();
  }

  public String tableId() {
    return metadata.uuid();
  }

  public int snapshots() {
    return metadata.snapshots().size();
  }

  public Instant written() {
    return Instant.ofEpochMilli(metadata.lastUpdatedMillis());
  }
}
