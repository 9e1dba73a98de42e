package io.eventlake.lake.athena.scalar;

import static org.duckdb.DuckDBColumnType.BIGINT;
import static org.duckdb.DuckDBColumnType.BOOLEAN;
import static org.duckdb.DuckDBColumnType.VARCHAR;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Numbers from texts, as strictly as Athena reads them, and doubles as it writes them. */
final class Numbers {

  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");

  private static final Pattern DIGITS =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,4})?");

  /** As Java reads doubles: also {@code 1d} and {@code 0x1p3}. */
  private static final Pattern DOUBLE =
      Pattern.compile(
          DIGITS.pattern()
              + "[dDfF]?|[+-]?(?:NaN|Infinity|0[xX][0-9a-fA-F]+\\.?[0-9a-fA-F]*[pP][+-]?\\d+[dDfF]?)");

  private Numbers() {}

  static void addTo(Registry registry) {
    registry
        .add("athena_mean", VARCHAR, row -> mean((String) row[0], (Long) row[1]), VARCHAR, BIGINT)
        .add(
            "athena_java_double",
            VARCHAR,
            row -> Double.toString(Double.parseDouble((String) row[0])),
            VARCHAR)
        .add("athena_odd_double", VARCHAR, row -> oddDouble((String) row[0]), VARCHAR)
        .add("athena_double_text", VARCHAR, row -> ofDouble((String) row[0]), VARCHAR)
        .add(
            "athena_whole_text",
            VARCHAR,
            row -> whole((String) row[0], (Boolean) row[1]),
            VARCHAR,
            BOOLEAN)
        .add(
            "athena_number_text",
            VARCHAR,
            row -> number((String) row[0], (Boolean) row[1]),
            VARCHAR,
            BOOLEAN)
        .add(
            "athena_digits_text",
            VARCHAR,
            row -> digits((String) row[0], (Boolean) row[1]),
            VARCHAR,
            BOOLEAN);
  }

  /** Of decimals: with as many digits as their sum has. */
  private static String mean(String sum, long count) {
    BigDecimal total = new BigDecimal(sum);
    return total
        .divide(BigDecimal.valueOf(count), total.scale(), RoundingMode.HALF_UP)
        .toPlainString();
  }

  /**
   * A double with an exponent, such as {@code 1.5E3}.
   *
   * @param text in the fewest digits that say which double it is
   */
  static String ofDouble(String text) {
    if (text.equals("nan")) {
      return "NaN";
    } else if (text.endsWith("inf")) {
      return text.replace("inf", "Infinity");
    }

    BigDecimal value = new BigDecimal(text).stripTrailingZeros();
    if (value.signum() == 0) {
      return (text.startsWith("-") ? "-" : "") + "0E0";
    }

    String digits = value.unscaledValue().abs().toString();
    int exponent = value.precision() - value.scale() - 1;
    return (value.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + "."
        + (digits.length() > 1 ? digits.substring(1) : "0")
        + "E"
        + exponent;
  }

  private static String whole(String text, boolean json) {
    String scalar = json ? JsonTexts.scalar(text) : text;
    if (scalar == null) {
      return null;
    } else if (json && !text.strip().startsWith("\"")) {
      return json(scalar, text, "a whole number").setScale(0, RoundingMode.HALF_UP).toPlainString();
    } else if (!WHOLE.matcher(scalar.strip()).matches()) {
      throw wrong(scalar, "a whole number");
    }

    return scalar.strip();
  }

  private static String number(String text, boolean json) {
    String scalar = json ? JsonTexts.scalar(text) : text;
    if (scalar == null) {
      return null;
    } else if (json && (scalar.equals("true") || scalar.equals("false"))) {
      return scalar.equals("true") ? "1" : "0";
    } else if (!DOUBLE.matcher(scalar.strip()).matches()) {
      throw wrong(scalar, "a double");
    }

    return oddDouble(scalar);
  }

  /** As DuckDB reads it; what is none stays as it is. */
  private static String oddDouble(String text) {
    String stripped = text.strip();
    return DOUBLE.matcher(stripped).matches()
        ? Double.toString(Double.parseDouble(stripped))
        : text;
  }

  private static String digits(String text, boolean json) {
    String scalar = json ? JsonTexts.scalar(text) : text;
    if (scalar == null) {
      return null;
    } else if (json && !text.strip().startsWith("\"")) {
      return json(scalar, text, "a decimal").toPlainString();
    } else if (!DIGITS.matcher(scalar).matches()) {
      throw wrong(scalar, "a decimal");
    }

    return scalar;
  }

  private static BigDecimal json(String scalar, String text, String what) {
    if (scalar.equals("true") || scalar.equals("false")) {
      return scalar.equals("true") ? BigDecimal.ONE : BigDecimal.ZERO;
    } else if (!DIGITS.matcher(scalar).matches()) {
      throw wrong(text, what);
    }

    return new BigDecimal(scalar);
  }

  private static ScalarFault wrong(String text, String what) {
    return new ScalarFault("'" + text + "' cannot be cast to " + what + "; try_cast gives null");
  }
}
