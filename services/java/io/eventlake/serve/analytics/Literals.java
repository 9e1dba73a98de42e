package io.eventlake.serve.analytics;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values within statements. */
final class Literals {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private Literals() {}

  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  static String timestamp(Instant time) {
    return "TIMESTAMP '" + TIME.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC)) + "'";
  }
}
