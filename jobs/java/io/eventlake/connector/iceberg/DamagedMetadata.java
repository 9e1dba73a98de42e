package io.eventlake.connector.iceberg;

import io.eventlake.table.TableName;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RuntimeIOException;

/** Says of a table whose metadata cannot be read which file it is, and what helps. */
final class DamagedMetadata {

  private DamagedMetadata() {}

  /** True for what the load of a table fails with, where it fails with its file of metadata. */
  static boolean isCauseOf(RuntimeException e) {
    return e instanceof NotFoundException
        || e instanceof RuntimeIOException
        || e instanceof UncheckedIOException
        || e instanceof IllegalArgumentException
        || e instanceof IllegalStateException
        || e instanceof NullPointerException;
  }

  static UnreadableTableException of(LakeTables lake, TableName name, RuntimeException e) {
    TableFolder folder = lake.folder(name);
    List<FoundMetadata> newest = folder.newest();
    return new UnreadableTableException(
        name
            + ": its metadata cannot be read ("
            + why(folder, e)
            + "): bring the file back from a backup, under the same name"
            + older(lake, name, newest),
        e);
  }

  /** With the file, which a parser's words leave out. */
  private static String why(TableFolder folder, RuntimeException e) {
    String words = LakeErrors.rootMessage(e);
    List<String> damaged = folder.damaged();
    return damaged.isEmpty() || words.contains(damaged.get(0))
        ? words
        : damaged.get(0) + ": " + words;
  }

  private static String older(LakeTables lake, TableName name, List<FoundMetadata> newest) {
    if (newest.isEmpty()) {
      return "; none other is in " + lake.location(name);
    }

    FoundMetadata found = newest.get(0);
    return ", or go back to what was written at "
        + found.written()
        + ", without the commits since, with: "
        + lake.command(
            "tables",
            "register",
            "--metadata",
            lake.set().setOf(name).databasePrefix() + name + "=" + found.file(),
            "--run");
  }
}
