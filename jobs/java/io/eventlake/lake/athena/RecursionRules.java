package io.eventlake.lake.athena;

import io.trino.sql.tree.AstVisitor;
import io.trino.sql.tree.DefaultTraversalVisitor;
import io.trino.sql.tree.Except;
import io.trino.sql.tree.Intersect;
import io.trino.sql.tree.Join;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.SubqueryExpression;
import io.trino.sql.tree.Table;

/**
 * Where a recursion may name itself in its step: once, in FROM, and not where an outer join may
 * leave it out. DuckDB takes it anywhere.
 */
final class RecursionRules extends DefaultTraversalVisitor<RecursionRules.Place> {

  /** Where a part of the step stands. */
  enum Place {
    FROM,
    MAY_BE_MISSING,
    ELSEWHERE
  }

  private final Reading reading;
  private final String name;
  private boolean found;

  private RecursionRules(Reading reading, String name) {
    this.reading = reading;
    this.name = name;
  }

  /**
   * Looks at a step.
   *
   * @param name of the recursion
   * @throws io.eventlake.lake.sql.SqlException with the place, and what to write instead
   */
  static void require(Reading reading, String name, Node step) {
    AstVisitor<Void, Place> rules = new RecursionRules(reading, name);
    rules.process(step, Place.FROM);
  }

  @Override
  protected Void visitTable(Table node, Place place) {
    if (!node.getName().toString().equalsIgnoreCase(name)) {
      return null;
    } else if (found) {
      throw reading.wrong(
          node,
          "Athena takes "
              + name
              + " once in its step; write all that a step needs as columns of "
              + name
              + ", such as the one before");
    } else if (place == Place.ELSEWHERE) {
      throw reading.wrong(
          node,
          "Athena takes "
              + name
              + " only in FROM of its step; write FROM .. JOIN "
              + name
              + " ON .. instead");
    } else if (place == Place.MAY_BE_MISSING) {
      throw reading.wrong(
          node,
          "Athena takes "
              + name
              + " on no side of an outer join that may be missing; write "
              + name
              + " LEFT JOIN .., or JOIN");
    }

    found = true;
    return null;
  }

  @Override
  protected Void visitJoin(Join node, Place place) {
    Join.Type type = node.getType();
    boolean full = type == Join.Type.FULL;
    process(node.getLeft(), missing(full || type == Join.Type.RIGHT, place));
    process(node.getRight(), missing(full || type == Join.Type.LEFT, place));
    node.getCriteria()
        .ifPresent(on -> on.getNodes().forEach(each -> process(each, Place.ELSEWHERE)));
    return null;
  }

  private static Place missing(boolean may, Place place) {
    return may && place == Place.FROM ? Place.MAY_BE_MISSING : place;
  }

  @Override
  protected Void visitSubqueryExpression(SubqueryExpression node, Place place) {
    return super.visitSubqueryExpression(node, Place.ELSEWHERE);
  }

  @Override
  protected Void visitExcept(Except node, Place place) {
    return super.visitExcept(node, Place.ELSEWHERE);
  }

  @Override
  protected Void visitIntersect(Intersect node, Place place) {
    return super.visitIntersect(node, Place.ELSEWHERE);
  }

  /** A result of the same name within hides it. */
  @Override
  protected Void visitQuery(Query node, Place place) {
    boolean hidden =
        node.getWith().stream()
            .flatMap(with -> with.getQueries().stream())
            .anyMatch(each -> each.getName().getValue().equalsIgnoreCase(name));
    return hidden ? null : super.visitQuery(node, place);
  }
}
