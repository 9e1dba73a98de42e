package io.eventlake.job;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.config.MartsOptions;
import io.eventlake.config.OptionGroup;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.site.SiteFamily;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.lake.marts.MartRun;
import io.eventlake.table.TableSet;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Users, pages and videos, and the days of a site, from what came since the run before. */
public final class SiteMartsJob implements BatchJob {

  static final String NAME = "site-marts";

  /** The tables that it writes. */
  static TableSet tables() {
    return TableSet.of(NAME);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "days, users, pages and videos of a site, from what came since the run before";
  }

  @Override
  public List<OptionGroup<?>> groups() {
    return List.of(MartsOptions.GROUP);
  }

  @Override
  public BatchResult run(JobOptions options, Clock clock, Consumer<String> progress) {
    LakeCatalog catalog =
        new LakeCatalog(options.lake, SiteFamily.tables().reading(tables())).requireExisting();
    try (LakeTables lake = new LakeTables(catalog);
        LakeTables own = lake.beside(tables())) {
      prepare(lake, own);
      try (LakeLease lease = LakeLease.take(own, "the marts of a site")) {
        RebuildRun.finishInterrupted(own, lease, progress);
        MartRun run =
            new MartRun(
                lake, own, clock, cut -> BatchAudit.require(catalog, tables(), cut), progress);
        boolean isPublished = run.run(lease, options.own.get(MartsOptions.GROUP).full);
        return (isPublished ? BatchResult.published() : BatchResult.done())
            .with("rows_added", new TreeMap<>(run.added()))
            .with("rows_removed", new TreeMap<>(run.removed()));
      }
    }
  }

  /** Its own tables as a local run does instead of a deployment; the site's are its job's. */
  private static void prepare(LakeTables lake, LakeTables own) {
    if (own.options().catalog == LakeOptions.Catalog.LOCAL) {
      own.apply();
    }

    lake.verify(lake.names());
  }
}
