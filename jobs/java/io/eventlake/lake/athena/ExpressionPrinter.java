package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.ArithmeticUnaryExpression;
import io.trino.sql.tree.ArrayConstructor;
import io.trino.sql.tree.AstVisitor;
import io.trino.sql.tree.AtTimeZone;
import io.trino.sql.tree.Cast;
import io.trino.sql.tree.CurrentTime;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Extract;
import io.trino.sql.tree.Format;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.GroupingOperation;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.LambdaExpression;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Row;
import io.trino.sql.tree.SubqueryExpression;
import io.trino.sql.tree.SubscriptExpression;
import io.trino.sql.tree.Trim;
import io.trino.sql.tree.TryExpression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Expressions in DuckDB's words; what this class does not know, it hands on, or refuses. */
final class ExpressionPrinter extends AstVisitor<Typed, Scope> {

  private final Reading reading;
  private final QueryPrinter queries;
  private final ColumnNames columns;
  private final ConditionPrinter conditions;
  private final CallPrinter calls;
  private final Literals literals;
  private final ArithmeticPrinter arithmetic;
  private final Checks checks;

  ExpressionPrinter(Reading reading, QueryPrinter queries) {
    this.reading = reading;
    this.queries = queries;
    this.columns = new ColumnNames(this, reading);
    this.conditions = new ConditionPrinter(this, reading);
    this.calls = new CallPrinter(this, reading);
    this.literals = new Literals(reading);
    this.arithmetic = new ArithmeticPrinter(reading);
    this.checks = new Checks(reading);
  }

  Typed print(Node node, Scope scope) {
    return process(node, scope);
  }

  /** Several in their order, with commas between them. */
  String list(List<? extends Node> nodes, Scope scope) {
    return nodes.stream().map(node -> print(node, scope).sql()).collect(Collectors.joining(", "));
  }

  /**
   * What is true or false.
   *
   * @param what it is, in a sentence
   */
  String condition(Expression node, Scope scope, String what) {
    Typed value = print(node, scope);
    checks.condition(node, value, what);
    return value.sql();
  }

  /** A query in an expression, that gives one column. */
  Typed rows(SubqueryExpression node, Scope scope) {
    Printed query = queries.nested(node.getQuery(), scope);
    if (query.columns().size() != 1) {
      throw reading.wrong(
          node,
          "a query within an expression gives one column, and this one gives "
              + query.columns().size());
    }

    return Typed.of("(" + query.sql() + ")", query.columns().get(0).type());
  }

  /** A query in an expression, whatever it gives. */
  String anyRows(SubqueryExpression node, Scope scope) {
    return "(" + queries.nested(node.getQuery(), scope).sql() + ")";
  }

  @Override
  protected Typed visitExpression(Expression node, Scope scope) {
    return conditions.process(node, scope);
  }

  @Override
  protected Typed visitLiteral(Literal node, Scope scope) {
    return literals.process(node);
  }

  @Override
  protected Typed visitIdentifier(Identifier node, Scope scope) {
    return columns.print(node, scope);
  }

  @Override
  protected Typed visitDereferenceExpression(DereferenceExpression node, Scope scope) {
    return columns.print(node, scope);
  }

  @Override
  protected Typed visitFunctionCall(FunctionCall node, Scope scope) {
    return calls.print(node, scope);
  }

  @Override
  protected Typed visitLambdaExpression(LambdaExpression node, Scope scope) {
    throw reading.wrong(node, "-> stands only among what a function is given");
  }

  @Override
  protected Typed visitSubqueryExpression(SubqueryExpression node, Scope scope) {
    return rows(node, scope);
  }

  @Override
  protected Typed visitArithmeticBinary(ArithmeticBinaryExpression node, Scope scope) {
    return arithmetic.print(node, print(node.getLeft(), scope), print(node.getRight(), scope));
  }

  @Override
  protected Typed visitArithmeticUnary(ArithmeticUnaryExpression node, Scope scope) {
    return arithmetic.print(node, print(node.getValue(), scope));
  }

  @Override
  protected Typed visitCast(Cast node, Scope scope) {
    Typed value = print(node.getExpression(), scope);
    String type = node.getType().toString();
    return Typed.of(
        reading.placed(
            node, () -> AthenaTypes.cast(value.sql(), value.type(), type, node.isSafe())),
        TypeReader.read(type));
  }

  @Override
  protected Typed visitTryExpression(TryExpression node, Scope scope) {
    Typed value = print(node.getInnerExpression(), scope);
    return Typed.of("TRY(" + value.sql() + ")", value.type());
  }

  @Override
  protected Typed visitRow(Row node, Scope scope) {
    List<Typed> items = printAll(node.getItems(), scope);
    List<ValueType> types = items.stream().map(Typed::type).collect(Collectors.toList());
    return Typed.of(
        "row(" + join(items) + ")", ValueType.row(Collections.nCopies(types.size(), ""), types));
  }

  @Override
  protected Typed visitArrayConstructor(ArrayConstructor node, Scope scope) {
    List<Typed> items = printAll(node.getValues(), scope);
    ValueType element = checks.common(node.getValues(), items, "the elements of an array");
    return Typed.of("[" + join(items) + "]", ValueType.array(element));
  }

  @Override
  protected Typed visitSubscriptExpression(SubscriptExpression node, Scope scope) {
    Typed base = print(node.getBase(), scope);
    Typed index = print(node.getIndex(), scope);
    if (base.kind() == Kind.ROW) {
      return columns.fieldAt(node, base, index);
    }

    checks.subscript(node.getIndex(), base, index);
    String item = ArrayArguments.index(base, index).sql();
    return Typed.of(
        reading.placed(node, () -> AthenaOperators.subscript(base.sql(), item)),
        base.type().element());
  }

  @Override
  protected Typed visitTrim(Trim node, Scope scope) {
    List<Typed> all = new ArrayList<>(List.of(print(node.getTrimSource(), scope)));
    node.getTrimCharacter().ifPresent(characters -> all.add(print(characters, scope)));
    checks.text(node.getTrimSource(), all.get(0), "what is trimmed");
    List<String> printed = all.stream().map(Typed::sql).collect(Collectors.toList());
    return Typed.of(
        reading.placed(
            node, () -> AthenaFunctions.call(node.getSpecification().getFunctionName(), printed)),
        Kind.VARCHAR);
  }

  @Override
  protected Typed visitFormat(Format node, Scope scope) {
    throw reading.wrong(node, "format is not to be had here; write concat, lpad and round");
  }

  @Override
  protected Typed visitExtract(Extract node, Scope scope) {
    Typed from = print(node.getExpression(), scope);
    String field = Names.lower(node.getField().toString());
    return Typed.of(
        reading.placed(node, () -> AthenaOperators.extract(field, from.sql())), Kind.INTEGER);
  }

  @Override
  protected Typed visitAtTimeZone(AtTimeZone node, Scope scope) {
    Typed time = print(node.getValue(), scope);
    Typed zone = print(node.getTimeZone(), scope);
    return Typed.of(
        reading.placed(node, () -> AthenaOperators.atTimeZone(time.sql(), zone.sql())),
        Kind.TIMESTAMP_ZONED);
  }

  @Override
  protected Typed visitCurrentTime(CurrentTime node, Scope scope) {
    return Now.print(node, reading);
  }

  @Override
  protected Typed visitGroupingOperation(GroupingOperation node, Scope scope) {
    return Typed.of("GROUPING(" + list(node.getGroupingColumns(), scope) + ")", Kind.INTEGER);
  }

  private List<Typed> printAll(List<Expression> nodes, Scope scope) {
    List<Typed> all = new ArrayList<>();
    nodes.forEach(node -> all.add(print(node, scope)));
    return all;
  }

  private static String join(List<Typed> items) {
    return items.stream().map(Typed::sql).collect(Collectors.joining(", "));
  }
}
