package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Comparisons that DuckDB decides otherwise than Athena: to it two rows with nulls are equal, and
 * NaN is equal to itself and above all numbers; in Athena the first is null, the second false.
 */
final class Comparison {

  private final Reading reading;
  private final Checks checks;

  Comparison(Reading reading) {
    this.reading = reading;
    this.checks = new Checks(reading);
  }

  /**
   * A comparison in DuckDB's words.
   *
   * @param operator such as {@code <=}
   */
  String print(String operator, Expression left, Typed first, Expression right, Typed second) {
    Typed one = moment(first);
    Typed other = moment(second);
    Kind kind = one.kind().isOpen() ? other.kind() : one.kind();
    boolean distinct = operator.equals("IS DISTINCT FROM");
    if (distinct) {
      checks.alike(right, one.type().holds(Kind.MAP) ? one.type() : other.type(), operator);
      return plain(operator, one, other);
    } else if (kind == Kind.ARRAY && isPlain(one.type()) && isPlain(other.type())) {
      return arrays(operator, one, other);
    } else if (kind == Kind.ARRAY || kind == Kind.MAP) {
      throw reading.wrong(
          right,
          "comparing what is "
              + kind.words()
              + " means another thing here where it has nulls"
              + "; compare its elements");
    } else if (kind == Kind.ROW) {
      return rows(operator, right, one, other);
    }

    if (kind == Kind.JSON && !operator.equals("=") && !operator.equals("<>")) {
      checks.ordered(right, ValueType.of(kind), operator);
    }

    return numbers(operator, left, one, right, other);
  }

  /** Whether two values are equal by more than DuckDB's own sign. */
  static boolean isSpecial(Typed value) {
    Kind kind = value.kind();
    return kind == Kind.DOUBLE || kind == Kind.ROW || kind == Kind.ARRAY || kind == Kind.MAP;
  }

  private static boolean isPlain(ValueType array) {
    Kind element = array.element().kind();
    return array.kind() == Kind.ARRAY
        && element != Kind.ARRAY
        && element != Kind.MAP
        && element != Kind.ROW
        && element != Kind.UNKNOWN;
  }

  /** Without nulls in them they are the same in both. */
  private static String arrays(String operator, Typed one, Typed other) {
    return String.format(
        Locale.ROOT,
        "(CASE WHEN len(%1$s) + len(%2$s) <> list_count(%1$s) + list_count(%2$s)"
            + " THEN cast_to_type(athena_fail('arrays with nulls are not compared here; write"
            + " array_remove or compare elements'), TRUE) ELSE %1$s %3$s %2$s END)",
        one.sql(),
        other.sql(),
        operator);
  }

  /** Times of two zones are compared as moments. */
  static Typed moment(Typed value) {
    return Typed.of(Zoned.read(value.sql()).map(Zoned::moment).orElse(value.sql()), value.type());
  }

  private String rows(String operator, Expression right, Typed one, Typed other) {
    boolean equal = operator.equals("=");
    int width = one.type().parts().size();
    if (!equal && !operator.equals("<>")
        || one.kind() != other.kind()
        || width != other.type().parts().size()) {
      throw reading.wrong(right, "rows are compared here only by = and <>; compare their fields");
    }

    List<String> fields = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      Kind kind = one.type().parts().get(i - 1).kind();
      if (kind == Kind.ROW || kind == Kind.ARRAY || kind == Kind.MAP || kind == Kind.UNKNOWN) {
        throw reading.wrong(
            right, "rows of rows, arrays or maps are not compared here; compare their fields");
      }

      fields.add(
          String.format(
              Locale.ROOT,
              "(struct_extract_at(%s, %d) %s struct_extract_at(%s, %d))",
              one.sql(),
              i,
              operator,
              other.sql(),
              i));
    }

    return "(" + String.join(equal ? " AND " : " OR ", fields) + ")";
  }

  private static String numbers(
      String operator, Expression left, Typed one, Expression right, Typed other) {
    List<String> parts = new ArrayList<>(List.of(plain(operator, one, other)));
    addNotANumber(left, one, parts, operator);
    addNotANumber(right, other, parts, operator);
    return parts.size() == 1
        ? parts.get(0)
        : "(" + String.join(operator.equals("<>") ? " OR " : " AND ", parts) + ")";
  }

  /** A constant is a number. */
  private static void addNotANumber(
      Expression node, Typed value, List<String> parts, String operator) {
    if (value.kind() == Kind.DOUBLE && !(node instanceof Literal)) {
      String test = "isnan(" + value.sql() + ")";
      parts.add(operator.equals("<>") ? test : "(NOT " + test + ")");
    }
  }

  private static String plain(String operator, Typed one, Typed other) {
    return "(" + one.sql() + " " + operator + " " + other.sql() + ")";
  }
}
