package io.eventlake.lake.athena;

import java.util.Optional;

/** What a statement calls a relation. */
final class Naming {

  /** It has no other names than its own. */
  static final Naming NONE = new Naming(Optional.empty(), 0);

  private final Optional<String> alias;
  private final int columns;

  private Naming(Optional<String> alias, int columns) {
    this.alias = alias;
    this.columns = columns;
  }

  /**
   * An alias.
   *
   * @param columns how many columns are named behind it
   */
  static Naming of(String alias, int columns) {
    return new Naming(Optional.of(alias), columns);
  }

  Optional<String> alias() {
    return alias;
  }

  int columns() {
    return columns;
  }
}
