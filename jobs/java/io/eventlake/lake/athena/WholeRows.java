package io.eventlake.lake.athena;

import io.trino.sql.tree.DefaultTraversalVisitor;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.GroupingElement;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.SimpleGroupBy;

/**
 * Whether a query can be asked for fewer rows by a column that it hands on as it is, and would give
 * what it gives else: nothing in it counts, numbers or cuts off rows across values of such a
 * column. Groups do not: of a query with groups such a column is one of the keys.
 */
final class WholeRows extends DefaultTraversalVisitor<Void> {

  private boolean windows;

  private WholeRows() {}

  static boolean areGivenBy(QuerySpecification node) {
    if (node.getLimit().isPresent() || node.getOffset().isPresent()) {
      return false;
    }

    boolean simple =
        node.getGroupBy().isEmpty()
            || node.getGroupBy().get().getGroupingElements().stream().allMatch(WholeRows::isKeys);
    WholeRows seen = new WholeRows();
    seen.process(node.getSelect(), null);
    node.getHaving().ifPresent(having -> seen.process(having, null));
    node.getOrderBy().ifPresent(order -> seen.process(order, null));
    return simple && !seen.windows;
  }

  private static boolean isKeys(GroupingElement element) {
    return element instanceof SimpleGroupBy && !element.getExpressions().isEmpty();
  }

  @Override
  protected Void visitFunctionCall(FunctionCall node, Void none) {
    windows |= node.getWindow().isPresent();
    return super.visitFunctionCall(node, none);
  }
}
