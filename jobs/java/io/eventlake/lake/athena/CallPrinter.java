package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.trino.sql.tree.BooleanLiteral;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.FunctionCall.NullTreatment;
import io.trino.sql.tree.LambdaExpression;
import io.trino.sql.tree.LongLiteral;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Calls of functions, with all that may stand in and behind their brackets. */
final class CallPrinter {

  /** Those that look at other rows; DuckDB has the same ones. */
  private static final Set<String> OF_ROWS =
      Set.of(
          "row_number",
          "rank",
          "dense_rank",
          "percent_rank",
          "cume_dist",
          "ntile",
          "lag",
          "lead",
          "first_value",
          "last_value",
          "nth_value");

  private static final Set<String> NAMES = allNames();

  /** Those that make texts of any time. */
  private static final Set<String> TEXTS = Set.of("array_join", "to_iso8601", "json_format");

  private static final Set<String> MOVING = Set.of("lag", "lead");

  private static final Set<String> SKIPPING_NULLS =
      Set.of("lag", "lead", "first_value", "last_value", "nth_value");

  private final ExpressionPrinter expressions;
  private final WindowPrinter windows;
  private final Checks checks;
  private final ComparedArguments compared;
  private final LambdaPrinter lambdas;
  private final Reading reading;

  CallPrinter(ExpressionPrinter expressions, Reading reading) {
    this.expressions = expressions;
    this.reading = reading;
    this.windows = new WindowPrinter(expressions, reading);
    this.checks = new Checks(reading);
    this.compared = new ComparedArguments(checks);
    this.lambdas = new LambdaPrinter(expressions, reading);
  }

  /** The names of all functions, also of those that this room knows by itself. */
  static Set<String> names() {
    return NAMES;
  }

  private static Set<String> allNames() {
    Set<String> names = new TreeSet<>(AthenaFunctions.names());
    names.add("now");
    return Collections.unmodifiableSet(names);
  }

  Typed print(FunctionCall node, Scope scope) {
    String name = Names.lower(node.getName().getSuffix());
    if (AthenaFunctions.refused().containsKey(name)) {
      throw reading.wrong(
          node, name + " is not to be had here; " + AthenaFunctions.refused().get(name));
    } else if (node.getName().getParts().size() > 1 || !NAMES.contains(name)) {
      String written = Names.lower(node.getName().toString());
      throw reading.wrong(
          node, "there is no function " + written + " here" + Names.didYouMean(written, NAMES));
    } else if (name.equals("now") && node.getArguments().isEmpty()) {
      return Now.timestamp(reading);
    }

    requireSense(node, name);
    List<Typed> arguments = arguments(node, name, scope);
    List<String> printed = arguments.stream().map(Typed::sql).collect(Collectors.toList());
    addWithin(node, printed, scope);
    StringBuilder behind = new StringBuilder();
    node.getFilter()
        .ifPresent(
            filter ->
                behind
                    .append(" FILTER (WHERE ")
                    .append(expressions.condition(filter, scope, "what FILTER asks"))
                    .append(")"));
    node.getWindow()
        .ifPresent(
            window ->
                behind.append(
                    MOVING.contains(name)
                        ? windows.ordered(window, node, name, scope)
                        : windows.print(window, node, scope)));
    List<ValueType> types = arguments.stream().map(Typed::type).collect(Collectors.toList());
    return Typed.of(
        reading.placed(node, () -> call(name, values(node, types), printed, behind.toString())),
        ResultTypes.call(name, types));
  }

  /** The types of what is given; a function is none, its result is not given. */
  private static List<ValueType> values(FunctionCall node, List<ValueType> types) {
    List<ValueType> values = new ArrayList<>(types);
    for (int i = 0; i < values.size(); i++) {
      if (node.getArguments().get(i) instanceof LambdaExpression) {
        values.set(i, ValueType.UNKNOWN);
      }
    }

    return values;
  }

  private static String call(
      String name, List<ValueType> types, List<String> printed, String behind) {
    Signatures.require(name, types);
    UnlikeArguments.require(name, types);
    if (TEXTS.contains(name)) {
      types.forEach(WrittenTimes::requireNone);
    }

    return AthenaFunctions.call(name, types, printed, behind);
  }

  private void requireSense(FunctionCall node, String name) {
    if (node.getProcessingMode().isPresent()) {
      throw reading.wrong(node, "RUNNING and FINAL stand only in MATCH_RECOGNIZE");
    } else if (OF_ROWS.contains(name) && node.getWindow().isEmpty()) {
      throw reading.wrong(
          node, name + " needs a window; write " + name + "(..) OVER (ORDER BY ..)");
    } else if (node.getFilter().isPresent() && node.getWindow().isPresent()) {
      throw reading.wrong(
          node,
          "Athena has no FILTER beside OVER; write "
              + name
              + "(CASE WHEN .. THEN .. END) OVER (..)");
    } else if (ignoresNulls(node) && !SKIPPING_NULLS.contains(name)) {
      throw reading.wrong(
          node, "IGNORE NULLS goes only with lag, lead, first_value, last_value and nth_value");
    } else if (node.getArguments().isEmpty()
        && (node.isDistinct() || node.getOrderBy().isPresent() || ignoresNulls(node))) {
      throw reading.wrong(
          node, "DISTINCT, ORDER BY and IGNORE NULLS need a column in the brackets");
    }
  }

  private List<Typed> arguments(FunctionCall node, String name, Scope scope) {
    List<Expression> given = node.getArguments();
    if (name.equals("listagg")) {
      // The parser adds what happens with a text that grows too long; only the default is known.
      if (given.size() > 2 && !((BooleanLiteral) given.get(2)).getValue()) {
        throw reading.wrong(node, "ON OVERFLOW TRUNCATE is not known here; leave it out");
      }

      given = given.subList(0, 2);
    }

    List<Typed> printed = new ArrayList<>();
    for (Expression argument : given) {
      printed.add(
          argument instanceof LambdaExpression
              ? lambdas.print((LambdaExpression) argument, name, printed, scope)
              : expressions.print(argument, scope));
    }

    requireOffset(node, name, given, printed);
    compared.require(node, name, printed, node.isDistinct());
    ArrayArguments.unify(name, printed);
    if (name.equals("listagg")) {
      checks.text(given.get(0), printed.get(0), "what listagg joins");
    } else if (name.equals("concat")) {
      checks.joined(given, printed);
    } else if (MOVING.contains(name) && printed.size() == 3) {
      widen(given, printed, name);
    } else if (name.equals("element_at") && printed.size() == 2) {
      printed.set(1, ArrayArguments.index(printed.get(0), printed.get(1)));
    }

    return printed;
  }

  /** DuckDB rounds what stands where no row is to the type of the rows; Athena widens the rows. */
  private void widen(List<Expression> nodes, List<Typed> values, String name) {
    List<Typed> both = List.of(values.get(0), values.get(2));
    ValueType type =
        checks.common(List.of(nodes.get(0), nodes.get(2)), both, "the values of " + name);
    String sql =
        "(CASE WHEN true THEN " + both.get(0).sql() + " ELSE " + both.get(1).sql() + " END)";
    values.set(0, Typed.of(sql, type));
  }

  /** DuckDB looks the other way for a negative one, and takes any row for a null. */
  private void requireOffset(
      FunctionCall node, String name, List<Expression> given, List<Typed> printed) {
    boolean moves = MOVING.contains(name);
    if ((!moves && !name.equals("nth_value")) || given.size() < 2) {
      return;
    }

    boolean constant = given.get(1) instanceof LongLiteral;
    if (constant && ((LongLiteral) given.get(1)).getValue() < (moves ? 0 : 1)) {
      throw reading.wrong(node, name + " counts rows from " + (moves ? 0 : 1) + " on");
    } else if (moves && printed.get(1).kind() == Kind.NULL) {
      throw reading.wrong(node, name + " takes no null for the number of rows; write 1");
    } else if (moves && !constant) {
      Typed rows = printed.get(1);
      printed.set(1, Typed.of("athena_offset(" + rows.sql() + ")", rows.type()));
    }
  }

  /** DISTINCT, ORDER BY and IGNORE NULLS stand among the arguments. */
  private void addWithin(FunctionCall node, List<String> printed, Scope scope) {
    int last = printed.size() - 1;
    if (node.isDistinct()) {
      printed.set(0, "DISTINCT " + printed.get(0));
    }

    if (node.getOrderBy().isPresent()) {
      printed.set(last, printed.get(last) + windows.orderBy(node.getOrderBy().get(), scope));
    }

    if (ignoresNulls(node)) {
      printed.set(last, printed.get(last) + " IGNORE NULLS");
    }
  }

  private static boolean ignoresNulls(FunctionCall node) {
    return node.getNullTreatment().filter(NullTreatment.IGNORE::equals).isPresent();
  }
}
