package io.eventlake.bench.run;

import io.eventlake.config.JobOptions;
import io.eventlake.job.Lakes;
import io.eventlake.lake.audit.AuditLine;
import io.eventlake.lake.audit.LakeAudit;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** A figure counts for nothing when the tables are wrong. */
public final class AuditedLake {

  private AuditedLake() {}

  /**
   * Audits a lake that a job has finished with.
   *
   * @throws BenchmarkException naming the lines that do not hold
   */
  public static void check(Path lake) {
    LakeAudit audit =
        LakeAudit.run(Lakes.of(JobOptions.parseLake(Map.of("lake.warehouse", lake.toString()))));
    if (!audit.passed()) {
      throw new BenchmarkException(
          "The audit of "
              + lake
              + " failed: "
              + audit.lines().stream()
                  .filter(line -> !line.passed())
                  .map(AuditLine::toString)
                  .collect(Collectors.joining("; ")));
    }
  }
}
