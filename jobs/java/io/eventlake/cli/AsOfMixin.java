package io.eventlake.cli;

import io.eventlake.config.ConfigException;
import io.eventlake.config.TimeWords;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.cut.LakeCuts;
import java.time.Clock;
import picocli.CommandLine.Option;

/** The option {@code --as-of}: a state of all tables, by its name or by a time. */
final class AsOfMixin {

  @Option(
      names = "--as-of",
      paramLabel = "CUT|TIME",
      description =
          "Read all tables as they are in this cut, see 'cut publish', or as they were together at a"
              + " time, such as 2026-03-01T12:00:00Z or yesterday, as far back as snapshots are"
              + " kept.")
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
      LakeCuts cuts = new LakeCuts(tables);
      if (!TimeWords.isWord(asOf) || cuts.has(asOf)) {
        return LakeCut.of(tables, cuts.find(asOf).snapshots());
      }
    }

    try {
      return LakeCut.atReadable(tables, TimeWords.instant(asOf, Clock.systemUTC()));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "--as-of takes the name of a cut or a time, but '" + asOf + "' " + e.getMessage(), e);
    }
  }
}
