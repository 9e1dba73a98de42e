package io.eventlake.lake.audit;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The files of one state of a table, each with its deletes, by the days of which they can hold
 * rows. Files never change: a day of the same files has the same rows, whatever was committed, left
 * behind or expired since.
 */
final class DayFiles {

  /** A file, known by all that makes its rows what they are. */
  private static final class Entry {

    private final LocalDate first;
    private final LocalDate last;
    private final String text;

    private Entry(LocalDate first, LocalDate last, String text) {
      this.first = first;
      this.last = last;
      this.text = text;
    }

    private boolean canHold(LocalDate day) {
      return (first == null || !day.isBefore(first)) && (last == null || !day.isAfter(last));
    }
  }

  private final Table table;
  private final boolean looksAtFiles;
  private final List<Entry> entries = new ArrayList<>();

  private DayFiles(Table table, boolean looksAtFiles) {
    this.table = table;
    this.looksAtFiles = looksAtFiles;
  }

  /**
   * Plans a state of a table.
   *
   * @param snapshot null for a table as it was before its first
   * @param column by which its rows are of days; null where they are of none
   * @param looksAtFiles whether it is looked that each file is there, whole by its length: on this
   *     machine that is cheap
   * @throws LakeException when the files cannot be listed
   */
  static DayFiles of(
      LakeTables lake, TableName name, Long snapshot, DayColumn column, boolean looksAtFiles) {
    Table table = lake.load(name);
    DayFiles files = new DayFiles(table, looksAtFiles);
    if (snapshot != null) {
      try {
        files.plan(snapshot, column);
      } catch (RuntimeException e) { // whatever Iceberg meets in a manifest
        throw new LakeException("The files of " + name + " cannot be listed: " + e.getMessage(), e);
      }
    }

    return files;
  }

  /** The files that can hold rows of a day, in an order of their own; of all where it is null. */
  List<String> of(LocalDate day) {
    return entries.stream()
        .filter(entry -> day == null || entry.canHold(day))
        .map(entry -> entry.text)
        .collect(Collectors.toList());
  }

  /**
   * The columns of which a text can speak, as the table has them: a column that is dropped, and
   * made again under its name, is another one, and the same files hold nothing of it.
   */
  List<String> columns(String text) {
    Set<String> words = Pattern.compile("\\W+").splitAsStream(text).collect(Collectors.toSet());
    return table.schema().columns().stream()
        .filter(column -> words.contains(column.name()))
        .map(NestedField::toString)
        .collect(Collectors.toList());
  }

  private void plan(long snapshot, DayColumn column) {
    NestedField field = column == null ? null : table.schema().findField(column.name());
    TableScan scan = table.newScan().useSnapshot(snapshot);
    if (field != null) {
      scan = scan.includeColumnStats(Collections.singleton(field.name()));
    }

    try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
      for (FileScanTask task : tasks) {
        boolean known = field != null;
        entries.add(
            new Entry(
                known ? column.first(task.file(), task.spec(), field.fieldId()) : null,
                known ? column.last(task.file(), task.spec(), field.fieldId()) : null,
                text(task)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    entries.sort((one, other) -> one.text.compareTo(other.text));
  }

  private String text(FileScanTask task) {
    return text(task.file())
        + task.deletes().stream().map(this::text).sorted().collect(Collectors.joining());
  }

  private String text(ContentFile<?> file) {
    // A lake that was copied elsewhere has the same files.
    String path =
        file.location().startsWith(table.location())
            ? file.location().substring(table.location().length())
            : file.location();
    return path + " " + file.recordCount() + " " + file.fileSizeInBytes() + length(file) + "\n";
  }

  /** What is wrong with the length of a file; nothing of one that is whole. */
  private String length(ContentFile<?> file) {
    if (!looksAtFiles) {
      return "";
    }

    try {
      long length = table.io().newInputFile(file.location()).getLength();
      return length == file.fileSizeInBytes() ? "" : " has " + length;
    } catch (NotFoundException e) {
      return " is missing";
    }
  }
}
