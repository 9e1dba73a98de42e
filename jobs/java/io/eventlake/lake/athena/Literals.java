package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.trino.sql.tree.AstVisitor;
import io.trino.sql.tree.BinaryLiteral;
import io.trino.sql.tree.BooleanLiteral;
import io.trino.sql.tree.CharLiteral;
import io.trino.sql.tree.DecimalLiteral;
import io.trino.sql.tree.DoubleLiteral;
import io.trino.sql.tree.GenericLiteral;
import io.trino.sql.tree.IntervalLiteral;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.NullLiteral;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.TimeLiteral;
import io.trino.sql.tree.TimestampLiteral;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.List;
import java.util.regex.Pattern;

/** Constants in DuckDB's words. */
final class Literals extends AstVisitor<Typed, Void> {

  /** Digits of the longest decimal of Athena. */
  private static final int DIGITS = 38;

  /** Digits behind the sixth one of a second that are not all 0. */
  private static final Pattern FINER = Pattern.compile("\\.\\d{6}0*[1-9]");

  private final Reading reading;

  Literals(Reading reading) {
    this.reading = reading;
  }

  @Override
  protected Typed visitLiteral(Literal node, Void none) {
    throw reading.wrong(node, "this constant is not known here");
  }

  @Override
  protected Typed visitNullLiteral(NullLiteral node, Void none) {
    return Typed.of("NULL", Kind.NULL);
  }

  @Override
  protected Typed visitBooleanLiteral(BooleanLiteral node, Void none) {
    return Typed.of(node.getValue() ? "TRUE" : "FALSE", Kind.BOOLEAN);
  }

  @Override
  protected Typed visitLongLiteral(LongLiteral node, Void none) {
    String value = Long.toString(node.getValue());
    // Two signs in a row would begin a comment.
    return Typed.of(node.getValue() < 0 ? "(" + value + ")" : value, Kind.INTEGER);
  }

  @Override
  protected Typed visitDoubleLiteral(DoubleLiteral node, Void none) {
    double value = node.getValue();
    String text = Double.toString(value);
    if (Double.isInfinite(value)) {
      text = "CAST('" + text + "' AS DOUBLE)";
    } else if (text.indexOf('E') < 0) {
      text += "E0";
    }

    return Typed.of(value < 0 ? "(" + text + ")" : text, Kind.DOUBLE);
  }

  @Override
  protected Typed visitDecimalLiteral(DecimalLiteral node, Void none) {
    BigDecimal value = new BigDecimal(node.getValue());
    int scale = Math.max(0, value.scale());
    String digits = node.getValue().replaceAll("\\D", "").replaceFirst("^0+(?=\\d)", "");
    int precision = Math.max(Math.max(digits.length(), scale), 1);
    if (precision > DIGITS) {
      throw reading.wrong(node, "a decimal has at most " + DIGITS + " digits");
    }

    return Typed.of(
        "CAST('" + value.toPlainString() + "' AS DECIMAL(" + precision + ", " + scale + "))",
        Kind.DECIMAL);
  }

  @Override
  protected Typed visitStringLiteral(StringLiteral node, Void none) {
    return Typed.of(Names.text(node.getValue()), Kind.VARCHAR);
  }

  @Override
  protected Typed visitCharLiteral(CharLiteral node, Void none) {
    String type = "char(" + node.length() + ")";
    return Typed.of(AthenaTypes.cast(Names.text(node.getValue()), type, false), Kind.VARCHAR);
  }

  @Override
  protected Typed visitBinaryLiteral(BinaryLiteral node, Void none) {
    String hex = node.toHexString().replaceAll("(..)", "\\\\x$1");
    return Typed.of("CAST('" + hex + "' AS BLOB)", Kind.VARBINARY);
  }

  @Override
  protected Typed visitTimestampLiteral(TimestampLiteral node, Void none) {
    requireKept(node, node.getValue());
    try {
      return TimeConstants.timestamp(node.getValue());
    } catch (DateTimeException e) {
      throw reading.wrong(
          node,
          Names.text(node.getValue())
              + " is no timestamp; write TIMESTAMP '2026-11-20 08:30:00', with a zone after it if"
              + " it is not UTC");
    }
  }

  @Override
  protected Typed visitTimeLiteral(TimeLiteral node, Void none) {
    requireKept(node, node.getValue());
    try {
      return TimeConstants.timeOfDay(node.getValue());
    } catch (DateTimeException e) {
      throw reading.wrong(
          node,
          Names.text(node.getValue())
              + " is no time of day that is known here; write TIME '08:30:00'");
    }
  }

  /** DuckDB's times end with microseconds. */
  private void requireKept(Literal node, String text) {
    if (FINER.matcher(text).find()) {
      throw reading.wrong(
          node,
          Names.text(text)
              + " has more than six digits of the second, and times have six here; leave out the"
              + " others");
    }
  }

  @Override
  protected Typed visitIntervalLiteral(IntervalLiteral node, Void none) {
    try {
      return Intervals.print(node);
    } catch (IllegalArgumentException e) {
      throw reading.wrong(node, e.getMessage());
    }
  }

  @Override
  protected Typed visitGenericLiteral(GenericLiteral node, Void none) {
    ValueType type = TypeReader.read(node.getType());
    if (type.kind() == Kind.DATE) {
      return date(node);
    } else if (type.kind().isInterval()) {
      throw reading.wrong(
          node,
          "an interval is of YEAR, MONTH, DAY, HOUR, MINUTE or SECOND; write INTERVAL '7' DAY");
    } else if (type.kind() == Kind.JSON) {
      return Typed.of(
          AthenaFunctions.call("json_parse", List.of(Names.text(node.getValue()))), type);
    } else if (type.kind() == Kind.OTHER || type.kind() == Kind.UNKNOWN) {
      throw reading.wrong(node, "there is no type " + Names.lower(node.getType()) + " here");
    }

    return Typed.of(
        reading.placed(
            node, () -> AthenaTypes.cast(Names.text(node.getValue()), node.getType(), false)),
        type);
  }

  private Typed date(GenericLiteral node) {
    try {
      return TimeConstants.date(node.getValue());
    } catch (DateTimeException e) {
      throw reading.wrong(
          node, Names.text(node.getValue()) + " is no date; write DATE '2026-11-20'");
    }
  }
}
