package io.eventlake.cli;

import io.eventlake.cli.format.RowFormat;
import io.eventlake.config.ConfigException;
import io.eventlake.connector.files.ResultWriter;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code metrics show}: the figures that the lake has. */
@Command(
    name = "show",
    description = {
      "Prints the product metrics of some days, of all unless told otherwise, by day and"
          + " application.",
      "A day that is not complete was told by full exports only, which know an item's last update"
          + " alone: its figures are lower bounds."
    },
    footer = {
      "%nExamples:",
      "  eventlake metrics show --warehouse lake",
      "  eventlake metrics show --from 2026-03-01 --to 2026-03-05 --format csv"
    })
final class MetricsShowCommand implements Callable<Integer> {

  @Option(names = "--day", paramLabel = "DATE", description = "Only this day, UTC.")
  LocalDate day;

  @Option(names = "--from", paramLabel = "DATE", description = "Only this day and those after it.")
  LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Only this day and those before it.")
  LocalDate to;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  RowFormat format;

  @Spec CommandSpec spec;
  @Mixin LakeOptionsMixin lake;

  @Override
  public Integer call() throws IOException {
    if (day != null && (from != null || to != null)) {
      throw new ParameterException(spec.commandLine(), "--day goes without --from and --to");
    } else if (!format.isText()) {
      throw new ParameterException(
          spec.commandLine(), "--format parquet is for sql --family product, with --out FILE");
    }

    LakeCatalog catalog = Lakes.ofFamily(lake.options(), "product");
    requireMetrics(catalog);
    LocalDate first = day != null ? day : from != null ? from : LocalDate.of(1, 1, 1);
    LocalDate last = day != null ? day : to != null ? to : LocalDate.of(9999, 12, 31);
    try (LakeEngine engine = LakeEngine.over(catalog);
        QueryResult rows =
            engine.run(
                "SELECT metric_dt, app, active_users, games_played, parties_created,"
                    + " parties_joined, complete FROM gold.product_daily"
                    + " WHERE metric_dt BETWEEN DATE '"
                    + first
                    + "' AND DATE '"
                    + last
                    + "' ORDER BY metric_dt, app")) {
      ResultWriter writer = format.writer(spec.commandLine().getOut());
      writer.begin(rows.columns());
      for (List<Object> row = rows.next(); row != null; row = rows.next()) {
        writer.row(row);
      }

      writer.end();
    }

    return ExitCode.OK;
  }

  private static void requireMetrics(LakeCatalog catalog) {
    try (LakeTables tables = new LakeTables(catalog.requireExisting())) {
      if (!tables.exists(tables.set().ledger())) {
        throw new ConfigException(
            "The lake "
                + catalog.options().warehouse
                + " has no product metrics; ./eventlake metrics run --help tells how they are made");
      }
    }
  }
}
