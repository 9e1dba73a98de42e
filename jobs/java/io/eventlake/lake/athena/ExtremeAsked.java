package io.eventlake.lake.athena;

import io.eventlake.lake.athena.RowCondition.Extreme;
import io.trino.sql.tree.AliasedRelation;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.SelectItem;
import io.trino.sql.tree.SingleColumn;
import io.trino.sql.tree.Table;
import java.util.Map;
import java.util.Optional;

/**
 * A query for the newest or oldest there is: {@code SELECT MAX(column) FROM table}, and no more.
 */
final class ExtremeAsked {

  private static final Map<String, Extreme> FUNCTIONS =
      Map.of("max", Extreme.GREATEST, "min", Extreme.LEAST);

  private ExtremeAsked() {}

  /** Asks the rows of the table, where it is such a query. */
  static void by(QuerySpecification node, ExpressionPrinter expressions, Scope scope) {
    if (isOfAllRows(node)) {
      only(node).ifPresent(call -> ask(call, expressions, scope));
    }
  }

  private static boolean isOfAllRows(QuerySpecification node) {
    Relation from = node.getFrom().orElse(null);
    Relation plain =
        from instanceof AliasedRelation ? ((AliasedRelation) from).getRelation() : from;
    return plain instanceof Table
        && node.getWhere().isEmpty()
        && node.getGroupBy().isEmpty()
        && node.getHaving().isEmpty()
        && node.getOrderBy().isEmpty();
  }

  /** The only thing that is selected, constants aside. */
  private static Optional<FunctionCall> only(QuerySpecification node) {
    FunctionCall only = null;
    for (SelectItem item : node.getSelect().getSelectItems()) {
      Expression selected =
          item instanceof SingleColumn ? ((SingleColumn) item).getExpression() : null;
      if (selected instanceof FunctionCall && only == null) {
        only = (FunctionCall) selected;
      } else if (!(selected instanceof Literal)) {
        return Optional.empty();
      }
    }

    return Optional.ofNullable(only);
  }

  private static void ask(FunctionCall call, ExpressionPrinter expressions, Scope scope) {
    Extreme which = FUNCTIONS.get(Names.lower(call.getName().toString()));
    boolean plain =
        which != null
            && call.getArguments().size() == 1
            && call.getFilter().isEmpty()
            && call.getWindow().isEmpty();
    Expression of = plain ? call.getArguments().get(0) : null;
    if (of instanceof Identifier || of instanceof DereferenceExpression) {
      String sql = expressions.print(of, scope).sql();
      scope.fields().stream()
          .filter(field -> field.sql().equals(sql))
          .flatMap(field -> field.origins().stream())
          .forEach(origin -> origin.rows().ask(RowCondition.extreme(origin.column(), which)));
    }
  }
}
