package io.eventlake.connector.iceberg;

import java.util.ArrayList;
import java.util.List;

/**
 * Commands of ours as they are to be typed for the tables of a family: it is named where its
 * databases have a prefix, since they would be about another else.
 */
public final class FamilyCommands {

  private FamilyCommands() {}

  /** Makes the tables. */
  public static String apply(LakeTables lake) {
    return isNamed(lake)
        ? lake.command("tables", "apply", "--family", lake.set().name())
        : lake.command("tables", "apply");
  }

  /**
   * Makes days anew.
   *
   * @param settings as {@code rebuild.from=2026-03-01}
   */
  public static String rebuild(LakeTables lake, String... settings) {
    List<String> words = new ArrayList<>(List.of("run", "rebuild"));
    if (isNamed(lake)) {
      words.addAll(List.of("--set", "job.family=" + lake.set().name()));
    }

    for (String setting : settings) {
      words.addAll(List.of("--set", setting));
    }

    return lake.command(words.toArray(new String[0]));
  }

  private static boolean isNamed(LakeTables lake) {
    return !lake.set().databasePrefix().isEmpty();
  }
}
