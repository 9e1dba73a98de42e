package io.eventlake.job;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.config.OptionGroup;
import io.eventlake.config.XpOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.caliper.CaliperFamily;
import io.eventlake.job.xp.XpRun;
import io.eventlake.job.xp.XpTables;
import io.eventlake.job.xp.XpVerdict;
import io.eventlake.lake.lease.LakeLease;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** XP of students from learning events and assessment results, each counted once. */
public final class XpJob implements BatchJob {

  public static final String NAME = "xp";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "XP of students from learning events and assessment results, each counted once";
  }

  @Override
  public List<OptionGroup<?>> groups() {
    return List.of(XpOptions.GROUP);
  }

  /** Results may come before any event. */
  @Override
  public boolean makesLake() {
    return true;
  }

  @Override
  public BatchResult run(JobOptions options, Clock clock, Consumer<String> progress) {
    LakeCatalog catalog = new LakeCatalog(options.lake, XpTables.set());
    XpVerdict verdict = new XpVerdict(options.own.get(XpOptions.GROUP), options.lake, clock);
    BatchResult result;
    try {
      result = run(catalog, options, clock, progress);
    } catch (RuntimeException e) {
      verdict.failed(e);
      throw e;
    }

    verdict.done(catalog);
    return result;
  }

  private static BatchResult run(
      LakeCatalog catalog, JobOptions options, Clock clock, Consumer<String> progress) {
    try (LakeTables own = new LakeTables(catalog);
        LakeTables caliper = own.beside(CaliperFamily.tables())) {
      if (own.options().catalog == LakeOptions.Catalog.LOCAL) {
        own.apply();
      } else {
        own.verify(own.names());
      }

      try (LakeLease lease = LakeLease.take(own, "XP of students")) {
        RebuildRun.finishInterrupted(own, lease, progress);
        XpRun run =
            new XpRun(
                own,
                caliper,
                options.own.get(XpOptions.GROUP),
                clock,
                cut -> BatchAudit.require(catalog, XpTables.set(), cut),
                progress);
        boolean isPublished = run.run(lease);
        BatchResult result = isPublished ? BatchResult.published() : BatchResult.done();
        run.facts().forEach(result::with);
        return result;
      }
    }
  }
}
