package io.eventlake.job;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitOptions;
import io.eventlake.connector.iceberg.sink.LedgerOwner;

/** Sees to it that a job finds its tables before it starts, and when it gives them up. */
final class JobTables {

  /** Checkpoints in a row that a table may refuse before a job stops. */
  private static final int MAX_COMMIT_FAILURES = 10;

  private JobTables() {}

  /** How every job commits to them. */
  static CommitOptions commits(JobOptions options) {
    return CommitOptions.of(JobVersion.current(), MAX_COMMIT_FAILURES).againAsOf(options.againAsOf);
  }

  /** Refuses to start on tables that are missing, do not fit, or are another job's. */
  static void verify(LakeCatalog lake, String job) {
    try (LakeTables tables = new LakeTables(lake.requireExisting())) {
      tables.verify(tables.set().tables());
      LedgerOwner.require(tables, job);
    }
  }

  /** Refuses to start where persons would be other ones than the tables have. */
  static void verifyPersons(LakeCatalog lake, StreamingJob job, JobOptions options) {
    if (job instanceof FamilyJob) {
      try (LakeTables tables = new LakeTables(lake.with(job.tables()))) {
        PersonsMark.set(tables, ((FamilyJob) job).family(options));
      }
    }
  }

  /**
   * Creates and evolves the tables: what a local run does instead of a deployment.
   *
   * @param lake what commands are about, of which the job's tables are a part
   */
  static void apply(LakeCatalog lake, StreamingJob job) {
    try (LakeTables tables = new LakeTables(lake)) {
      tables.apply();
    }

    try (LakeTables own = new LakeTables(lake.with(job.tables()))) {
      LedgerOwner.require(own, job.name());
    }
  }
}
