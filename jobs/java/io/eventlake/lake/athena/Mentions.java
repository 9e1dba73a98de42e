package io.eventlake.lake.athena;

import io.trino.sql.tree.DefaultTraversalVisitor;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Table;

/** Whether a query names a relation. */
final class Mentions extends DefaultTraversalVisitor<Void> {

  private final String name;
  private boolean found;

  private Mentions(String name) {
    this.name = name;
  }

  static boolean of(String name, Node query) {
    Mentions mentions = new Mentions(name);
    mentions.process(query, null);
    return mentions.found;
  }

  @Override
  protected Void visitTable(Table node, Void none) {
    found |= node.getName().toString().equalsIgnoreCase(name);
    return null;
  }
}
