package io.eventlake.serve;

import io.eventlake.config.LakeOptions;
import io.eventlake.config.OptionGroups;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types.NestedField;

/** A lake of a few rows, written as no job writes: DuckDB makes the files, with field ids. */
public final class FixtureLake {

  private final LakeOptions options;
  private int files;

  /** A new one. */
  public FixtureLake(Path warehouse) {
    options = OptionGroups.none().parseLake(Map.of("lake.warehouse", warehouse.toString()));
  }

  public LakeOptions options() {
    return options;
  }

  /** The tables of a family, empty. */
  public FixtureLake with(String family) {
    Lakes.ofFamily(options, family).create();
    try (LakeTables tables = new LakeTables(Lakes.ofFamily(options, family))) {
      tables.apply();
    }

    return this;
  }

  /**
   * Commits rows of one partition.
   *
   * @param partition as in a path, such as {@code event_dt=2026-01-05/event_type=page_view}
   * @param rows values by column, in DuckDB's words
   * @return the snapshot
   */
  public long append(
      String family, TableName name, String partition, List<Map<String, String>> rows) {
    return append(family, name, partition, Map.of(), rows);
  }

  /**
   * A file of rows that no snapshot has yet.
   *
   * @param partition as of {@link #append}
   */
  public DataFile file(Table table, String partition, List<Map<String, String>> rows) {
    try {
      Path file = Path.of(table.location().replaceFirst("^file:/+", "/"), "data");
      Files.createDirectories(file);
      file = file.resolve("fixture-" + files++ + ".parquet");
      write(table, rows, file);
      return DataFiles.builder(table.spec())
          .withPath(file.toString())
          .withFormat(FileFormat.PARQUET)
          .withPartitionPath(partition)
          .withRecordCount(rows.size())
          .withFileSizeInBytes(Files.size(file))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does something else to a table. */
  public <T> T change(String family, TableName name, Function<Table, T> change) {
    try (LakeTables tables = new LakeTables(Lakes.ofFamily(options, family))) {
      return change.apply(tables.load(name));
    }
  }

  /** Commits a count as a job commits a checkpoint after all else. */
  public void checkpoint(String family, long id, String watermark) {
    append(
        family,
        TableName.RECORD_COUNTS,
        "arrival_minute_day=2026-01-05",
        Map.of(
            CommitSummary.JOB,
            family,
            CommitSummary.RUN_ID,
            "run",
            CommitSummary.CHECKPOINT_ID,
            String.valueOf(id),
            CommitSummary.COMMIT_ID,
            "run-" + id,
            CommitSummary.WATERMARK,
            watermark),
        List.of(Map.of("arrival_minute", "TIMESTAMP '2026-01-05 10:00:00'", "records", "1")));
  }

  /** When a checkpoint was committed. */
  public Instant committed(String family, long id) {
    try (LakeTables tables = new LakeTables(Lakes.ofFamily(options, family))) {
      for (Snapshot snapshot : tables.load(TableName.RECORD_COUNTS).snapshots()) {
        if (String.valueOf(id).equals(snapshot.summary().get(CommitSummary.CHECKPOINT_ID))) {
          return Instant.ofEpochMilli(snapshot.timestampMillis());
        }
      }
    }

    throw new IllegalArgumentException("No checkpoint " + id);
  }

  private long append(
      String family,
      TableName name,
      String partition,
      Map<String, String> summary,
      List<Map<String, String>> rows) {
    return change(
        family,
        name,
        table -> {
          AppendFiles append = table.newAppend().appendFile(file(table, partition, rows));
          summary.forEach(append::set);
          append.commit();
          return table.currentSnapshot().snapshotId();
        });
  }

  private static void write(Table table, List<Map<String, String>> rows, Path file) {
    List<NestedField> columns =
        table.schema().columns().stream().filter(column -> isPlain(column)).toList();
    List<String> ids = new ArrayList<>();
    List<String> selects = new ArrayList<>();
    columns.forEach(column -> ids.add(column.name() + ": " + column.fieldId()));
    for (Map<String, String> row : rows) {
      List<String> values = new ArrayList<>();
      columns.forEach(
          column ->
              values.add(
                  "CAST("
                      + row.getOrDefault(column.name(), "NULL")
                      + " AS "
                      + type(column)
                      + ") AS "
                      + column.name()));
      selects.add("SELECT " + String.join(", ", values));
    }

    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute(
          "COPY ("
              + String.join(" UNION ALL ", selects)
              + ") TO '"
              + file
              + "' (FORMAT parquet, FIELD_IDS {"
              + String.join(", ", ids)
              + "})");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isPlain(NestedField column) {
    return column.type().isPrimitiveType();
  }

  private static String type(NestedField column) {
    switch (column.type().typeId()) {
      case STRING:
        return "VARCHAR";
      case LONG:
        return "BIGINT";
      case BINARY:
        return "BLOB";
      case TIMESTAMP:
        return "TIMESTAMP";
      default:
        return column.type().toString();
    }
  }
}
