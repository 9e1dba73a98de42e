package io.eventlake.bench.run;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.job.LocalRun;
import io.eventlake.lake.status.TableStatus;
import io.eventlake.table.TableName;
import java.util.LinkedHashMap;
import java.util.Map;

/** The job {@code clickstream} as {@code eventlake run} starts it: all tables, exactly once. */
final class Clickstream implements Contestant {

  static final String NAME = "clickstream";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Long> run(RunRequest request) {
    JobOptions options = options(request);
    LocalRun.start(options).ended().join();
    return records(options.lake);
  }

  private static JobOptions options(RunRequest request) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("job.name", NAME);
    properties.put("source.type", "files");
    properties.put("source.path", request.events.toString());
    properties.put("segments.type", "file");
    properties.put("segments.path", request.segments.toString());
    properties.put("lake.warehouse", request.lake.toString());
    properties.put("local.state-backend", request.backend.name());
    properties.put("local.parallelism", Integer.toString(request.slots));
    properties.put("local.checkpoint-interval", request.checkpointInterval.toMillis() + " ms");
    return JobOptions.parse(properties);
  }

  /** Replaced rows count until maintenance takes them away, as readers meet them until then. */
  private static Map<String, Long> records(LakeOptions lake) {
    Map<String, Long> records = new LinkedHashMap<>();
    try (LakeTables tables = new LakeTables(Lakes.of(lake))) {
      for (TableName table : Lakes.tables().readable()) {
        records.put(table.toString(), TableStatus.of(tables, table).rows());
      }
    }

    return records;
  }
}
