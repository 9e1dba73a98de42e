package io.eventlake.connector.dynamodb;

import io.eventlake.config.ConfigException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.core.fs.FileStatus;
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
  private final Instant time;
  private final boolean incremental;
  private final List<ExportFile> files;

  private DynamoDbExport(
      String described,
      String tableArn,
      Instant time,
      boolean incremental,
      List<ExportFile> files) {
    this.described = described;
    this.tableArn = tableArn;
    this.time = time;
    this.incremental = incremental;
    this.files = List.copyOf(files);
  }

  /**
   * Reads the manifests of an export.
   *
   * @param folder with {@code manifest-summary.json} in it
   * @param described the folder in messages, with its option
   * @throws ConfigException when the export is not complete, or in another format
   */
  public static DynamoDbExport open(String folder, String described) {
    Path root = new Path(folder);
    ExportManifest manifest = ExportManifest.read(root, described);
    boolean incremental = manifest.summary.path("exportType").asText().startsWith("INCREMENTAL");
    Instant time = manifest.time(incremental ? "exportToTime" : "exportTime");
    DynamoDbExport export =
        new DynamoDbExport(described, manifest.text("tableArn"), time, incremental, manifest.files);
    if (!incremental) {
      export.requireNoOthers(new Path(root, "data"));
    }

    return export;
  }

  /** The ARN of the table. */
  public String tableArn() {
    return tableArn;
  }

  /** What the table was like then, is in a full export; before that an incremental one ends. */
  public Instant time() {
    return time;
  }

  /** True for changes of a time, false for all items. */
  public boolean incremental() {
    return incremental;
  }

  /** The data files, in the order of the manifest. */
  public List<ExportFile> files() {
    return files;
  }

  /**
   * @param table name or ARN
   * @param option names the table in messages
   * @throws ConfigException when the export is of another table
   */
  public void requireTable(String table, String option) {
    boolean same =
        table.startsWith("arn:") ? tableArn.equals(table) : tableArn.endsWith(":table/" + table);
    if (!same) {
      throw new ConfigException(
          described + " is an export of the table " + tableArn + ", but " + option + " = " + table);
    }
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
          : new ConfigException(described + " can not be read: " + e.getCause().getMessage(), e);
    } finally {
      pool.shutdownNow();
    }
  }

  /** The folder of a full export is its own. */
  private void requireNoOthers(Path data) {
    Set<String> named = new HashSet<>();
    files.forEach(file -> named.add(file.path().getName()));
    try {
      FileStatus[] found = data.getFileSystem().listStatus(data);
      for (FileStatus file : found == null ? new FileStatus[0] : found) {
        String name = file.getPath().getName();
        if (!name.startsWith(".") && !named.contains(name)) {
          throw new ConfigException(
              described
                  + " has a file that its manifest does not name, "
                  + file.getPath()
                  + ": take it away");
        }
      }
    } catch (FileNotFoundException e) {
      LOG.info("{} has no folder of data", described); // told with the first file that is missing
    } catch (IOException e) {
      throw new ConfigException(described + " can not be read: " + e.getMessage(), e);
    }
  }
}
