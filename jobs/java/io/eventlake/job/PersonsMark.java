package io.eventlake.job;

import io.eventlake.config.ConfigException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.EventFamily;
import io.eventlake.family.PersonNames;
import io.eventlake.table.TableName;

/**
 * What a lake remembers of how its persons are named, as a property of {@code bronze.events}: with
 * another key each of them would be two, and no row would tell.
 */
final class PersonsMark {

  private static final String PROPERTY = "eventlake.persons";

  private PersonsMark() {}

  /**
   * Fails where the family would name persons otherwise than the lake has them.
   *
   * @throws ConfigException with the ways on
   */
  static void require(LakeTables lake, EventFamily family) {
    family.personNames().ifPresent(names -> require(lake, names));
  }

  /** The same, and has the lake remember it. */
  static void set(LakeTables lake, EventFamily family) {
    family
        .personNames()
        .ifPresent(
            names -> {
              require(lake, names);
              lake.remember(TableName.BRONZE_EVENTS, PROPERTY, names.mark);
            });
  }

  private static void require(LakeTables lake, PersonNames names) {
    String before = lake.remembered(TableName.BRONZE_EVENTS, PROPERTY);
    if (before != null && !before.equals(names.mark) && !names.mayReplace) {
      throw new ConfigException(
          "caliper.persons-key: this lake's persons are named "
              + words(before)
              + ", but would be named "
              + words(names.mark)
              + " from now on, so that each would be two. Nothing was started: give caliper.persons and"
              + " caliper.persons-key as they were; or, where the key is lost and persons of before"
              + " may be others, caliper.persons-renamed=true");
    }
  }

  /** A few digits of what a key makes, which do not tell it. */
  private static String words(String mark) {
    return mark.startsWith("urn:")
        ? "by the key whose mark ends in " + mark.substring(mark.length() - 8)
        : mark;
  }
}
