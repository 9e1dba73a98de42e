package io.eventlake.lake.sql;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.web.generate.GeneratedFiles;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.job.Lakes;
import io.eventlake.job.LocalRun;
import io.eventlake.pipeline.SegmentTables;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeReader;
import io.eventlake.testing.LakeWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A lake of sixteen days of generated events, as the job makes it, and its rows as Iceberg reads
 * them: what SQL says of it is not judged by SQL.
 */
public final class GeneratedLake {

  /** Some memberships, before, at and after the time of a test. */
  private static final List<String> VALIDITIES =
      List.of("2026-01-01/2026-01-20", "2026-01-20/", "2026-01-25/2026-01-26", "2026-02-01/");

  private final LakeOptions options;
  private final Map<TableName, List<Map<String, Object>>> rows = new HashMap<>();

  private GeneratedLake(LakeOptions options) {
    this.options = options;
  }

  /** Generates events, runs the job over them, and reads all tables. */
  public static GeneratedLake make(Path directory, long seed) throws IOException {
    GeneratedFiles files = new GeneratedFiles(directory, GeneratedFiles.Compression.NONE, 30_000);
    files.writeOnly(
        GeneratorOptions.events(8_000).seed(seed).users(200).span(Duration.ofDays(16)).build());
    JobOptions job =
        JobOptions.parse(
            Map.of(
                "job.name", "clickstream",
                "source.type", "files",
                "source.path", files.events().toString(),
                "segments.type", "file",
                "segments.path", files.segments().toString(),
                "lake.warehouse", directory.resolve("lake").toString(),
                "local.state-directory", directory.resolve("state").toString(),
                "local.parallelism", "1",
                "local.checkpoint-interval", "2 s"));
    LocalRun.start(job).ended().join();
    GeneratedLake lake = new GeneratedLake(job.lake);
    try (LakeTables tables = new LakeTables(Lakes.of(job.lake))) {
      LakeWriter.append(tables.load(SegmentTables.USER_SEGMENTS), memberships());
      for (TableName table : Lakes.tables().readable()) {
        lake.rows.put(table, LakeReader.rows(tables.load(table)));
      }
    }

    return lake;
  }

  public LakeOptions options() {
    return options;
  }

  public List<Map<String, Object>> rows(TableName table) {
    return rows.get(table);
  }

  private static List<Map<String, Object>> memberships() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String validity : VALIDITIES) {
      String[] bounds = validity.split("/", -1);
      Map<String, Object> row = new HashMap<>();
      row.put("user_id_hash", "u" + rows.size());
      row.put("segment_key", "segment" + rows.size());
      row.put("as_of_ts", LocalDateTime.parse("2026-01-02T00:00:00"));
      row.put("valid_from", LocalDate.parse(bounds[0]).atStartOfDay());
      row.put("valid_to", bounds[1].isEmpty() ? null : LocalDate.parse(bounds[1]).atStartOfDay());
      rows.add(row);
    }

    return rows;
  }
}
