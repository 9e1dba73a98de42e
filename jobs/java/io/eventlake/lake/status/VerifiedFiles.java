package io.eventlake.lake.status;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The files of a lake whose pages were compared with their checksums: the newest, up to a bound.
 */
public final class VerifiedFiles {

  private final LakeTables lake;
  private final List<String> damage = new ArrayList<>();
  private int count;
  private long bytes;
  private long allBytes;

  private VerifiedFiles(LakeTables lake) {
    this.lake = lake;
  }

  /**
   * Reads files until there are none or the bound is reached.
   *
   * @param bound of what is read, bytes
   * @throws LakeException when the files of a table are not known, for its manifests are damaged
   */
  public static VerifiedFiles of(LakeTables lake, long bound) {
    VerifiedFiles verified = new VerifiedFiles(lake);
    List<Planned> files = new ArrayList<>();
    lake.names().forEach(name -> verified.plan(name, files));
    files.sort(Comparator.comparing((Planned file) -> file.sequence).reversed());
    for (Planned file : files) {
      verified.allBytes += file.bytes();
      if (verified.bytes + file.bytes() <= bound) {
        verified.read(file);
      }
    }

    return verified;
  }

  /** A sentence for each table that has a damaged file: the first that was found. */
  public List<String> damage() {
    return damage;
  }

  /** Whether there are files at all. */
  public boolean any() {
    return allBytes > 0;
  }

  /** What was read and found as it was written, in a sentence. */
  public String summary() {
    String files = "none in " + count + " files of rows, " + megabytes(bytes) + " MB";
    return bytes == allBytes
        ? files
        : files + ", the newest of " + megabytes(allBytes) + " MB; the others were not read";
  }

  private void plan(TableName name, List<Planned> files) {
    if (!lake.exists(name)) {
      return;
    }

    Table table = lake.load(name);
    Map<String, Planned> found = new LinkedHashMap<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        add(found, new Planned(name, table, task, task.file()));
        task.deletes().forEach(file -> add(found, new Planned(name, table, task, file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be planned", e);
    } catch (RuntimeException e) { // of a manifest, a parser's
      throw new DamageGuard(lake, name).explained(e);
    }

    files.addAll(found.values());
  }

  private static void add(Map<String, Planned> found, Planned file) {
    found.putIfAbsent(file.file.location(), file);
  }

  private void read(Planned file) {
    count++;
    bytes += file.bytes();
    boolean told = damage.stream().anyMatch(sentence -> sentence.startsWith(file.name + ": "));
    if (!told) {
      file.damage(lake).ifPresent(damage::add);
    }
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
  }

  private static final class Planned {

    final TableName name;
    final Table table;
    final FileScanTask task;
    final ContentFile<?> file;
    final long sequence;

    Planned(TableName name, Table table, FileScanTask task, ContentFile<?> file) {
      this.name = name;
      this.table = table;
      this.task = task;
      this.file = file;
      this.sequence = file.fileSequenceNumber() == null ? 0 : file.fileSequenceNumber();
    }

    long bytes() {
      return file.fileSizeInBytes();
    }

    Optional<String> damage(LakeTables lake) {
      return TableDamage.ofFile(lake, name, table, task, file);
    }
  }
}
