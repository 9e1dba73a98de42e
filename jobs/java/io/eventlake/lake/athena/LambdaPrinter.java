package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.trino.sql.tree.Cast;
import io.trino.sql.tree.LambdaArgumentDeclaration;
import io.trino.sql.tree.LambdaExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Functions without a name in DuckDB's words. Their parameters hide columns, and are of the types
 * that the function has for them: what they calculate is checked as everything else.
 */
final class LambdaPrinter {

  /** Those that are given a condition. */
  private static final Set<String> ASKING =
      Set.of("filter", "any_match", "all_match", "none_match", "map_filter");

  private static final Set<String> OF_ENTRIES =
      Set.of("map_filter", "transform_keys", "transform_values");

  private static final String REDUCE = "reduce";

  /** DuckDB's time doubles with each lambda within another. */
  private static final int MOST_LAMBDAS = 8;

  private final ExpressionPrinter expressions;
  private final Reading reading;
  private final Checks checks;

  LambdaPrinter(ExpressionPrinter expressions, Reading reading) {
    this.expressions = expressions;
    this.reading = reading;
    this.checks = new Checks(reading);
  }

  /**
   * Prints one.
   *
   * @param of the function that it is given to
   * @param before what that function is given before it; the state of reduce is made as wide there
   *     as its steps are
   * @return of the type of its result
   */
  Typed print(LambdaExpression node, String of, List<Typed> before, Scope scope) {
    if (reading.enterLambda() >= MOST_LAMBDAS) {
      throw reading.wrong(node, "at most " + MOST_LAMBDAS + " -> can stand within each other here");
    }

    Typed printed = print(node, parameters(of, before), scope);
    if (ASKING.contains(of)) {
      checks.condition(node, printed, "what " + of + " asks");
    } else if (of.equals(REDUCE) && before.size() == 2) {
      printed = step(node, printed, before, scope);
    }

    reading.leaveLambda();
    return printed;
  }

  private Typed print(LambdaExpression node, List<ValueType> types, Scope scope) {
    List<Field> parameters = new ArrayList<>();
    for (LambdaArgumentDeclaration argument : node.getArguments()) {
      String name = Names.lower(argument.getName().getValue());
      ValueType type =
          types.size() == node.getArguments().size()
              ? types.get(parameters.size())
              : ValueType.UNKNOWN; // which the function refuses
      parameters.add(Field.of(List.of(), name, reading.alias(name), () -> type));
    }

    String names = parameters.stream().map(Field::sql).collect(Collectors.joining(", "));
    Typed body = expressions.print(node.getBody(), scope.inner(parameters));
    return Typed.of("lambda " + names + ": " + body.sql(), body.type());
  }

  /** What one is given; nothing where its function takes none. */
  private static List<ValueType> parameters(String of, List<Typed> before) {
    ValueType first = before.isEmpty() ? ValueType.UNKNOWN : before.get(0).type();
    if (of.equals(REDUCE)) {
      return before.size() == 2
          ? List.of(before.get(1).type(), first.element())
          : List.of(before.get(before.size() - 1).type());
    } else if (OF_ENTRIES.contains(of)) {
      return first.kind() == Kind.MAP
          ? first.parts()
          : List.of(ValueType.UNKNOWN, ValueType.UNKNOWN);
    } else if (of.equals("zip_with") && before.size() == 2) {
      return List.of(first.element(), before.get(1).type().element());
    }

    return List.of(first.element());
  }

  /** The state is of one type in Athena, from the beginning to the last step. */
  private Typed step(LambdaExpression node, Typed printed, List<Typed> before, Scope scope) {
    Typed state = before.get(1);
    Typed last = printed;
    if (state.kind() == Kind.NULL || state.kind() == Kind.INTEGER && isDouble(last)) {
      if (isDouble(last)) {
        before.set(1, Typed.of("CAST(" + state.sql() + " AS DOUBLE)", Kind.DOUBLE));
      } else {
        before.set(1, Typed.of(state.sql(), last.type()));
      }

      last = print(node, parameters(REDUCE, before), scope);
    }

    ValueType type = before.get(1).type();
    if (last.kind() != Kind.NULL && !type.words().equals(last.type().words())) {
      throw reading.wrong(
          node,
          String.format(
              Locale.ROOT,
              "the state of reduce begins as %s and goes on as %s; write CAST(.. AS type) in both",
              type.kind().words(),
              last.kind().words()));
    } else if (last.type().holds(Kind.DECIMAL) && !(node.getBody() instanceof Cast)) {
      throw reading.wrong(
          node,
          "the state of reduce is of one type in Athena, and a sum of decimals has more digits than"
              + " they have; write (s, x) -> CAST(.. AS decimal(18, 2)), or doubles");
    }

    return last;
  }

  private static boolean isDouble(Typed value) {
    return value.kind() == Kind.DOUBLE;
  }
}
