package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.StringLiteral;
import java.util.List;

/** Athena converts no text into numbers or dates by itself; DuckDB does, without a word. */
final class Checks {

  private final Reading reading;

  Checks(Reading reading) {
    this.reading = reading;
  }

  /** Two values that are compared. */
  void comparable(Node left, Typed one, Node right, Typed other) {
    if (!one.type().goesWith(other.type())) {
      Node where = right.getLocation().isPresent() ? right : left;
      throw reading.wrong(
          where,
          "Athena does not compare "
              + one.kind().words()
              + " with "
              + other.kind().words()
              + remedy(left, one, right, other));
    }
  }

  /** The type of a value that is one of several, such as the results of a CASE. */
  ValueType common(List<? extends Node> nodes, List<Typed> values, String what) {
    ValueType common = ValueType.of(Kind.NULL);
    for (int i = 0; i < values.size(); i++) {
      ValueType type = values.get(i).type();
      if (!common.goesWith(type)) {
        throw reading.wrong(
            nodes.get(i),
            what
                + " are of one type in Athena, and here they are "
                + common.kind().words()
                + " and "
                + type.kind().words()
                + "; write a CAST");
      }

      common = common.or(type);
    }

    return common;
  }

  /** What is true or false. */
  void condition(Node node, Typed value, String what) {
    if (!value.kind().isOpen() && value.kind() != Kind.BOOLEAN) {
      throw reading.wrong(node, what + " must be a condition, and this is " + value.kind().words());
    }
  }

  /** What LIKE and the like look into. */
  void text(Node node, Typed value, String what) {
    if (!value.kind().isOpen() && value.kind() != Kind.VARCHAR) {
      throw reading.wrong(
          node,
          what
              + " must be a text, and this is "
              + value.kind().words()
              + "; write CAST(.. AS VARCHAR)");
    }
  }

  /** With a text only texts are joined: DuckDB would make texts of numbers. */
  void joined(List<Expression> nodes, List<Typed> values) {
    boolean texts =
        values.stream().anyMatch(value -> value.kind() == Kind.VARCHAR)
            && values.stream().noneMatch(value -> value.kind() == Kind.ARRAY);
    for (int i = 0; texts && i < nodes.size(); i++) {
      text(nodes.get(i), values.get(i), "what is joined to a text");
    }
  }

  /** What is one value: nulls within several are not compared as in Athena. */
  void single(Node node, Typed value, String where) {
    Kind kind = value.kind();
    if (kind == Kind.ROW || kind == Kind.ARRAY || kind == Kind.MAP) {
      throw reading.wrong(
          node,
          where
              + " takes single values here, and this is "
              + kind.words()
              + "; write EXISTS (SELECT 1 FROM .. WHERE a = b AND c = d)");
    }
  }

  /** What is sorted: Athena has an order for most values. */
  void ordered(Node node, ValueType type, String where) {
    if (type.holds(Kind.MAP)) {
      throw reading.wrong(
          node,
          where + " needs an order, and a map has none in Athena; write map_keys or map[key]");
    } else if (type.holds(Kind.JSON)) {
      throw reading.wrong(
          node, where + " needs an order, and JSON has none in Athena; write json_extract_scalar");
    }
  }

  /** What has no nulls within it that are compared otherwise than in Athena. */
  void flat(Node node, ValueType type, String where) {
    Kind kind = type.kind();
    if (kind == Kind.ROW || kind == Kind.ARRAY || kind == Kind.MAP) {
      throw reading.wrong(
          node,
          where
              + " compares, and what is "
              + kind.words()
              + " is compared otherwise here where it has nulls; compare its elements");
    }
  }

  /** What is one with its equals: DuckDB takes maps for different when their entries stand so. */
  void alike(Node node, ValueType type, String where) {
    if (type.holds(Kind.MAP)) {
      throw reading.wrong(
          node,
          where
              + " tells maps apart by the order of their entries here, and Athena does not; write"
              + " array_sort(map_entries(..))");
    }
  }

  /** The number of an element, or the key of a map. */
  void subscript(Node node, Typed base, Typed index) {
    ValueType key =
        base.kind() == Kind.MAP ? base.type().parts().get(0) : ValueType.of(Kind.INTEGER);
    boolean fits =
        base.kind() == Kind.MAP
            ? key.goesWith(index.type())
            : index.kind().isOpen() || index.kind() == Kind.INTEGER;
    if (!base.kind().isOpen() && !fits) {
      throw reading.wrong(
          node,
          "an element of "
              + base.kind().words()
              + " is found here by what is "
              + key.kind().words()
              + ", and this is "
              + index.kind().words());
    }
  }

  /** What is added, divided and so on. */
  void arithmetic(Expression node, Typed value, String operator) {
    Kind kind = value.kind();
    boolean calculates =
        kind.isNumber() || kind.isInstant() || kind.isInterval() || kind == Kind.TIME;
    if (!kind.isOpen() && !calculates) {
      String instead = kind == Kind.VARCHAR ? "; write CAST(.. AS BIGINT)" : "";
      throw reading.wrong(
          node, "Athena has no " + operator + " for what is " + kind.words() + instead);
    }
  }

  private static String remedy(Node left, Typed one, Node right, Typed other) {
    boolean first = one.kind() == Kind.VARCHAR;
    Node text = first ? left : right;
    Kind wanted = first ? other.kind() : one.kind();
    if ((first ? one : other).kind() != Kind.VARCHAR) {
      return "";
    }

    boolean constant = text instanceof StringLiteral;
    String value = constant ? Names.text(((StringLiteral) text).getValue()) : "..";
    if (wanted == Kind.DATE) {
      return "; write " + (constant ? "DATE " + value : "CAST(.. AS DATE)");
    } else if (wanted == Kind.TIMESTAMP || wanted == Kind.TIMESTAMP_ZONED) {
      return "; write " + (constant ? "TIMESTAMP " + value : "CAST(.. AS TIMESTAMP)");
    } else if (wanted.isNumber()) {
      return constant
          ? "; write the number without quotes"
          : "; write CAST(.. AS BIGINT), or the number in quotes";
    } else if (wanted == Kind.JSON) {
      return "; write json_extract_scalar(..)";
    }

    return "; write a CAST";
  }
}
