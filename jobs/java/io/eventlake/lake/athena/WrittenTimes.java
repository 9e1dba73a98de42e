package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.eventlake.lake.sql.SqlException;
import java.util.Locale;

/**
 * Texts of timestamps that stand in the statement: in Athena such a one has as many digits of the
 * second as it is written with, and keeps them through columns; DuckDB's have six.
 */
final class WrittenTimes {

  private WrittenTimes() {}

  /**
   * A cast to a text.
   *
   * @param of the type of the value, or of what it is within
   * @throws SqlException when the digits are not known there
   */
  static String text(String value, ValueType of, String type) {
    int digits = of.digits().orElse(Integer.MAX_VALUE);
    boolean plain = type.strip().toLowerCase(Locale.ROOT).matches("varchar|string");
    if (digits > 6 || !plain || Zoned.read(value).isPresent()) {
      throw refused();
    }

    // Both are in UTC.
    String local = of.kind() == Kind.TIMESTAMP_ZONED ? "CAST(" + value + " AS TIMESTAMP)" : value;
    return "left(athena_to_varchar("
        + local
        + "), "
        + (digits == 0 ? 19 : 20 + digits)
        + ")"
        + (of.kind() == Kind.TIMESTAMP_ZONED ? " || ' UTC'" : "");
  }

  /** What an argument of a function that makes a text must not be. */
  static void requireNone(ValueType type) {
    if (type.hasDigits()) {
      throw refused();
    }
  }

  private static SqlException refused() {
    return new SqlException(
        "a timestamp that is written out has as many digits in Athena as it is written with;"
            + " write the text itself, or date_format(time, '%Y-%m-%d %H:%i:%s')");
  }
}
