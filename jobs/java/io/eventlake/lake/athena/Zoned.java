package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A time in a zone other than UTC, in DuckDB's words. DuckDB's own times with a zone forget it: so
 * what is done in the zone is printed with the local time, and all else does not bind.
 */
final class Zoned {

  private static final String HEAD = "athena_zoned(";

  private final String moment;
  private final String zone;

  private Zoned(String moment, String zone) {
    this.moment = moment;
    this.zone = zone;
  }

  /** A time, with or without a zone, in a zone. */
  static String print(String time, String zone) {
    String moment = read(time).map(Zoned::moment).orElse("CAST(" + time + " AS TIMESTAMPTZ)");
    requireKnown(zone);
    return zone.equalsIgnoreCase("'UTC'") ? moment : HEAD + moment + ", " + zone + ")";
  }

  /** A zone that is written out; another one is looked at when it is there. */
  private static void requireKnown(String zone) {
    boolean written = zone.startsWith("'") && zone.endsWith("'");
    try {
      if (written) {
        ZoneId.of(zone.substring(1, zone.length() - 1));
      }
    } catch (DateTimeException e) {
      throw new SqlException(zone + " is no time zone; one is 'Europe/Berlin', another '+02:00'");
    }
  }

  /** What {@link #print} printed. */
  static Optional<Zoned> read(String printed) {
    if (!printed.startsWith(HEAD)) {
      return Optional.empty();
    }

    boolean quoted = false;
    int depth = 0;
    int comma = -1;
    for (int i = HEAD.length(); depth >= 0 && i < printed.length(); i++) {
      char letter = printed.charAt(i);
      quoted = (letter == '\'') != quoted;
      if (!quoted) {
        depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
        comma = letter == ',' && depth == 0 ? i : comma;
        if (depth < 0 && i + 1 < printed.length()) {
          return Optional.empty();
        }
      }
    }

    return Optional.of(
        new Zoned(
            printed.substring(HEAD.length(), comma),
            printed.substring(comma + 2, printed.length() - 1)));
  }

  /** As a timestamp of its zone, where it has one; else as it is. */
  static String local(String time) {
    return read(time).map(Zoned::local).orElse(time);
  }

  String moment() {
    return moment;
  }

  String zone() {
    return zone;
  }

  String local() {
    return "athena_local(" + moment + ", " + zone + ")";
  }
}
