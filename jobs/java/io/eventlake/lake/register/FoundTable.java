package io.eventlake.lake.register;

import io.eventlake.connector.iceberg.FoundMetadata;
import io.eventlake.connector.iceberg.TableFolder;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.catalog.TableIdentifier;

/** A table's folder, and what the catalog is to say of it. */
public final class FoundTable {

  /** What to do. */
  public enum Action {
    /** The catalog names the table. */
    STAYS,
    /** Nothing is in the folder. */
    NOTHING,
    /** Its metadata is named to the catalog. */
    REGISTERS,
    /** Which of its metadata is the table's is not known. */
    BLOCKED
  }

  private final String name;
  private final TableIdentifier identifier;
  private final Action action;
  private final FoundMetadata metadata;
  private final String remark;

  private FoundTable(
      String name,
      TableIdentifier identifier,
      Action action,
      FoundMetadata metadata,
      String remark) {
    this.name = name;
    this.identifier = identifier;
    this.action = action;
    this.metadata = metadata;
    this.remark = remark;
  }

  static FoundTable named(String name, TableIdentifier identifier) {
    return new FoundTable(name, identifier, Action.STAYS, null, "");
  }

  /**
   * What is to be done with a table that the catalog does not name, or is to name anew.
   *
   * @param chosen the file to take, or null for the newest
   */
  static FoundTable of(String name, TableIdentifier identifier, TableFolder folder, String chosen) {
    List<FoundMetadata> newest = chosen == null ? folder.newest() : List.of(folder.read(chosen));
    if (newest.size() == 1) {
      return new FoundTable(
          name, identifier, Action.REGISTERS, newest.get(0), remark(folder, newest.get(0)));
    }

    if (newest.size() > 1) {
      return new FoundTable(
          name,
          identifier,
          Action.BLOCKED,
          null,
          "two commits wrote the newest version: say with --metadata which of "
              + newest.stream().map(FoundMetadata::file).collect(Collectors.joining(", ")));
    }

    return folder.damaged().isEmpty()
        ? new FoundTable(name, identifier, Action.NOTHING, null, "")
        : new FoundTable(
            name,
            identifier,
            Action.BLOCKED,
            null,
            "no metadata in " + folder.location() + " can be read: bring it from a backup");
  }

  /** As its set calls it; of another set, with its database in the catalog. */
  public String name() {
    return name;
  }

  TableIdentifier identifier() {
    return identifier;
  }

  public Action action() {
    return action;
  }

  /** The file to register, or null. */
  public String file() {
    return metadata == null ? null : metadata.file();
  }

  public Integer snapshots() {
    return metadata == null ? null : metadata.snapshots();
  }

  /** When the metadata was written, or null. */
  public Instant written() {
    return metadata == null ? null : metadata.written();
  }

  /** What there is to know of it, or empty. */
  public String remark() {
    return remark;
  }

  private static String remark(TableFolder folder, FoundMetadata found) {
    if (!folder.damaged().isEmpty()) {
      return "newer, and cannot be read: " + String.join(", ", folder.damaged());
    }

    return found.location().equals(folder.location())
        ? ""
        : "names files in " + found.location() + ": run tables relocate afterwards";
  }
}
