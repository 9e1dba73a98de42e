package io.eventlake.connector.dynamodb;

import io.eventlake.config.ConfigException;
import io.eventlake.event.RawRecord;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.assigners.SimpleSplitAssigner;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An export of a DynamoDB table to files in DynamoDB JSON, full or incremental, by its manifests:
 * only the files that they name count, and only when all of them are there and as they were written
 * (design: facts and metrics, section 2).
 */
public final class DynamoDbExport {

  private static final Logger LOG = LoggerFactory.getLogger(DynamoDbExport.class);

  private static final int MOST_THREADS = 4;

  private final String described;
  private final String tableArn;
  private final Path root;
  private final String id;
  private final Instant from;
  private final Instant time;
  private final List<ExportFile> files;

  private DynamoDbExport(Path root, String described, ExportManifest manifest) {
    this.root = root;
    this.described = described;
    this.tableArn = manifest.text("tableArn");
    this.id = manifest.id();
    boolean incremental = manifest.summary.path("exportType").asText().startsWith("INCREMENTAL");
    this.from = incremental ? manifest.time("exportFromTime") : null;
    this.time = manifest.time(incremental ? "exportToTime" : "exportTime");
    this.files = List.copyOf(manifest.files);
  }

  /**
   * Reads the manifests of an export.
   *
   * @param folder with {@code manifest-summary.json} in it
   * @param described the folder in messages, with its option
   * @throws ConfigException when the export is not complete, or in another format
   */
  public static DynamoDbExport open(String folder, String described) {
    return open(new FlinkExports(), folder, described);
  }

  /** The same, of a store that Flink need not know. */
  static DynamoDbExport open(ExportStore store, String folder, String described) {
    Path root = new Path(folder);
    DynamoDbExport export =
        new DynamoDbExport(root, described, ExportManifest.read(store, root, described));
    if (!export.incremental()) {
      export.requireNoOthers(store, new Path(root, "data"));
    }

    return export;
  }

  /** The ARN of the table. */
  public String tableArn() {
    return tableArn;
  }

  /** The last part of its ARN. */
  public String id() {
    return id;
  }

  /** Its folder. */
  public String folder() {
    return root.toString();
  }

  /** From when on an incremental export has the changes; null for a full one. */
  public Instant from() {
    return from;
  }

  /**
   * When the items of a full export were as it has them; the end of an incremental one, exclusive.
   */
  public Instant time() {
    return time;
  }

  /** True for changes of a time, false for all items. */
  public boolean incremental() {
    return from != null;
  }

  /** What time it tells of, for people. */
  public String span() {
    return incremental() ? "changes from " + from + " to " + time : "items at " + time;
  }

  /** How many items the manifest counts. */
  public long items() {
    return files.stream().mapToLong(ExportFile::items).sum();
  }

  /** The data files, in the order of the manifest. */
  public List<ExportFile> files() {
    return files;
  }

  /** Whether it is of the table of that name or ARN. */
  public boolean isOfTable(String table) {
    return table.startsWith("arn:") ? tableArn.equals(table) : tableArn.endsWith(":table/" + table);
  }

  /**
   * @param table name or ARN
   * @param option names the table in messages
   * @throws ConfigException when the export is of another table
   */
  public void requireTable(String table, String option) {
    if (!isOfTable(table)) {
      throw new ConfigException(
          described + " is an export of the table " + tableArn + ", but " + option + " = " + table);
    }
  }

  /**
   * Whether it tells all of these days: an incremental one exactly their changes, a full one the
   * items as they were when the last was over.
   *
   * @param to the last day, inclusive
   */
  public boolean tells(LocalDate from, LocalDate to) {
    Instant end = midnight(to.plusDays(1));
    return incremental()
        ? this.from.equals(midnight(from)) && time.equals(end)
        : !time.isBefore(end);
  }

  /**
   * Fails where it does not tell all of these days.
   *
   * @param to the last day, inclusive
   * @throws ConfigException saying what it tells
   */
  public void requireDays(LocalDate from, LocalDate to) {
    if (tells(from, to)) {
      return;
    }

    throw new ConfigException(
        incremental()
            ? described
                + " has the "
                + span()
                + ", but those from "
                + midnight(from)
                + " to "
                + midnight(to.plusDays(1))
                + " were asked for: name the export of these"
            : described
                + " has the items as they were at "
                + time
                + ", when "
                + to
                + " was not over: name a later export");
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /**
   * The items of all data files, each file read once and by one reader, the large ones first; a
   * file that is not what the export wrote fails the job with a sentence.
   *
   * @param maxItemBytes of a larger one only one byte more is kept
   */
  public Source<RawRecord, ?, ?> source(int maxItemBytes) {
    List<ExportFile> named = new ArrayList<>(files);
    return FileSource.forBulkFileFormat(new ExportFormat(named, maxItemBytes), root)
        .setFileEnumerator((FileEnumerator.Provider) () -> new ExportSplits(named))
        .setSplitAssigner(SimpleSplitAssigner::new)
        .processStaticFileSet()
        .build();
  }

  /**
   * Reads all data files, some side by side.
   *
   * @throws ConfigException when one is missing, or is not what the export wrote
   */
  public void verify() {
    LOG.info("Reading {} files of the export once, to see that it is whole", files.size());
    ExecutorService pool =
        Executors.newFixedThreadPool(Math.max(1, Math.min(MOST_THREADS, files.size())));
    try {
      List<Future<?>> verified = new ArrayList<>();
      files.forEach(file -> verified.add(pool.submit(file::verify)));
      for (Future<?> each : verified) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConfigException(described + " was not read to its end", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ConfigException
          ? (ConfigException) e.getCause()
          : new ConfigException(described + " cannot be read: " + e.getCause().getMessage(), e);
    } finally {
      pool.shutdownNow();
    }
  }

  /** The folder of a full export is its own. */
  private void requireNoOthers(ExportStore store, Path data) {
    Set<String> named = new HashSet<>();
    files.forEach(file -> named.add(file.path().getName()));
    try {
      for (Path file : store.files(data)) {
        String name = file.getName();
        if (!name.startsWith(".") && !named.contains(name)) {
          throw new ConfigException(
              described
                  + " has a file that its manifest does not name, "
                  + file
                  + ": take it away");
        }
      }
    } catch (IOException e) {
      throw new ConfigException(described + " cannot be read: " + e.getMessage(), e);
    }
  }
}
