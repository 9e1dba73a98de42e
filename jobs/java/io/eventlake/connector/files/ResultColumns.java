package io.eventlake.connector.files;

import io.eventlake.config.ConfigException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names of a result's columns. */
public final class ResultColumns {

  private ResultColumns() {}

  /**
   * Refuses two columns of one name where that would lose one of them.
   *
   * @param place that has each name once, such as an object
   * @throws ConfigException naming the column
   */
  public static void requireDistinct(List<String> columns, String place) {
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column.toLowerCase(Locale.ROOT))) {
        throw new ConfigException(
            "Two columns are called "
                + column
                + ", and "
                + place
                + " has each name once: name one of them with AS");
      }
    }
  }
}
