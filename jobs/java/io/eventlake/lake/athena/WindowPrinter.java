package io.eventlake.lake.athena;

import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FrameBound;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.SortItem;
import io.trino.sql.tree.Window;
import io.trino.sql.tree.WindowFrame;
import io.trino.sql.tree.WindowReference;
import io.trino.sql.tree.WindowSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Windows in DuckDB's words; a named one is written out where it is named. */
final class WindowPrinter {

  private final ExpressionPrinter expressions;
  private final Reading reading;
  private final Checks checks;

  WindowPrinter(ExpressionPrinter expressions, Reading reading) {
    this.expressions = expressions;
    this.reading = reading;
    this.checks = new Checks(reading);
  }

  /** OVER with all that belongs to it. */
  String print(Window window, Node call, Scope scope) {
    return parts(window, call, scope).print();
  }

  /** The same of lag and lead: without an order any row may be the one before, as for DuckDB. */
  String ordered(Window window, Node call, String name, Scope scope) {
    Parts parts = parts(window, call, scope);
    if (parts.order.isEmpty()) {
      throw reading.wrong(
          call, name + " needs an order; write " + name + "(..) OVER (ORDER BY ..)");
    } else if (parts.frame.isPresent()) {
      throw reading.wrong(
          call, name + " looks at the whole window; leave ROWS, RANGE or GROUPS out");
    }

    return parts.print();
  }

  private Parts parts(Window window, Node call, Scope scope) {
    Parts parts = new Parts(scope);
    if (window instanceof WindowReference) {
      parts.add(named(((WindowReference) window).getName().getValue(), call, scope), call);
    } else {
      parts.add((WindowSpecification) window, call);
    }

    return parts;
  }

  /** With nulls last, unless the statement says otherwise: so has Athena them in both orders. */
  String orderBy(OrderBy order, Scope scope) {
    return order.getSortItems().stream()
        .map(item -> key(item, scope) + order(item))
        .collect(Collectors.joining(", ", " ORDER BY ", ""));
  }

  private String key(SortItem item, Scope scope) {
    Typed key = expressions.print(item.getSortKey(), scope);
    checks.ordered(item.getSortKey(), key.type(), "ORDER BY");
    return Comparison.moment(key).sql();
  }

  /** How one key sorts. */
  static String order(SortItem item) {
    boolean first = item.getNullOrdering() == SortItem.NullOrdering.FIRST;
    return (item.getOrdering() == SortItem.Ordering.DESCENDING ? " DESC" : " ASC")
        + (first ? " NULLS FIRST" : " NULLS LAST");
  }

  private WindowSpecification named(String name, Node call, Scope scope) {
    return scope
        .window(Names.lower(name))
        .orElseThrow(
            () -> reading.wrong(call, "there is no window " + Names.lower(name) + " here"));
  }

  private String frame(WindowFrame frame, Node call, Scope scope) {
    if (frame.getPattern().isPresent() || !frame.getMeasures().isEmpty()) {
      throw reading.wrong(call, "patterns in a window are not known here; write lag and lead");
    }

    String end = frame.getEnd().map(bound -> bound(bound, scope)).orElse("CURRENT ROW");
    return frame.getType() + " BETWEEN " + bound(frame.getStart(), scope) + " AND " + end;
  }

  private String bound(FrameBound bound, Scope scope) {
    String words = bound.getType().toString().replace('_', ' ');
    return bound
        .getValue()
        .map(value -> expressions.print(value, scope).sql() + " " + words)
        .orElse(words);
  }

  /** What a window is made of, where it builds on another one, too. */
  private final class Parts {

    private final Scope scope;
    private final List<String> partition = new ArrayList<>();
    private Optional<String> order = Optional.empty();
    private Optional<String> frame = Optional.empty();

    Parts(Scope scope) {
      this.scope = scope;
    }

    void add(WindowSpecification window, Node call) {
      window
          .getExistingWindowName()
          .ifPresent(name -> add(named(name.getValue(), call, scope), call));
      window.getPartitionBy().forEach(one -> partition.add(part(one)));
      window.getOrderBy().ifPresent(by -> order = Optional.of(orderBy(by, scope).strip()));
      window.getFrame().ifPresent(of -> frame = Optional.of(frame(of, call, scope)));
    }

    private String part(Expression node) {
      Typed key = expressions.print(node, scope);
      checks.ordered(node, key.type(), "PARTITION BY");
      return key.sql();
    }

    String print() {
      List<String> all = new ArrayList<>();
      if (!partition.isEmpty()) {
        all.add("PARTITION BY " + String.join(", ", partition));
      }

      order.ifPresent(all::add);
      frame.ifPresent(all::add);
      return " OVER (" + String.join(" ", all) + ")";
    }
  }
}
