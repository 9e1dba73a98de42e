package io.eventlake.serve.lake;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values within statements. */
public final class Literals {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private Literals() {}

  /** A text, quoted. */
  public static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** A time in UTC, to the microsecond. */
  public static String timestamp(Instant time) {
    return "TIMESTAMP '" + TIME.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC)) + "'";
  }
}
