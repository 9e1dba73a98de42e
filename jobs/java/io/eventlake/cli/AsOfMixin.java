package io.eventlake.cli;

import io.eventlake.config.ConfigException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.cut.LakeCuts;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.Option;

/** The option {@code --as-of}: a state of all tables, by its name or by a time. */
final class AsOfMixin {

  @Option(
      names = "--as-of",
      paramLabel = "CUT|TIME",
      description =
          "Read all tables as they are in this cut, see 'cut publish', or as they were together at a"
              + " time, ISO 8601 with a zone, as far back as snapshots are kept.")
  private String asOf;

  boolean isGiven() {
    return asOf != null;
  }

  /**
   * The state that was asked for.
   *
   * @throws ConfigException when it is neither the name of a cut nor a time
   */
  LakeCut cut(LakeTables tables) {
    if (LakeCuts.isName(asOf)) {
      return LakeCut.of(tables, new LakeCuts(tables).find(asOf).snapshots());
    }

    try {
      return LakeCut.atReadable(tables, OffsetDateTime.parse(asOf).toInstant());
    } catch (DateTimeParseException e) {
      throw new ConfigException(
          "--as-of takes the name of a cut or a time such as 2026-03-01T12:00:00Z, not: " + asOf,
          e);
    }
  }
}
