package io.eventlake.lake.athena;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a relation in one place of a statement, and what is asked of them there. Rows of a
 * query's relation that the query hands on as they are, are asked what the rows of the query are.
 */
final class Rows {

  /** A column as a query handed it on, or as its table has it. */
  static final class Origin {

    private final Rows rows;
    private final String column;

    private Origin(Rows rows, String column) {
      this.rows = rows;
      this.column = column;
    }

    Rows rows() {
      return rows;
    }

    String column() {
      return column;
    }
  }

  /** Rows around these, with the names that columns have here by those that they have there. */
  private static final class Use {

    private final Rows outer;
    private final Map<String, String> names;

    private Use(Rows outer, Map<String, String> names) {
      this.outer = outer;
      this.names = names;
    }
  }

  private final boolean result;
  private final List<Use> uses = new ArrayList<>();
  private RowCondition asked = RowCondition.all();

  private Rows(boolean result) {
    this.result = result;
  }

  /** Of a relation. */
  static Rows read() {
    return new Rows(false);
  }

  /** What a statement gives, of which others ask. */
  static Rows result() {
    return new Rows(true);
  }

  Origin origin(String column) {
    return new Origin(this, column);
  }

  /** What must hold on rows that count. */
  void ask(RowCondition condition) {
    asked = asked.and(condition);
  }

  /** Begins to read what a query gives; all that read it do. */
  void use(List<Output> columns) {
    Map<Rows, Map<String, String>> names = new HashMap<>();
    for (Output column : columns) {
      for (Origin origin : column.origins()) {
        names
            .computeIfAbsent(origin.rows, inner -> new HashMap<>())
            .put(column.column(), origin.column);
      }
    }

    names.forEach((inner, columnsThere) -> inner.uses.add(new Use(this, columnsThere)));
  }

  /**
   * What holds on all rows that count.
   *
   * @param ofResult what is asked of the rows of the statement
   * @param known what was found before
   */
  RowCondition condition(RowCondition ofResult, Map<Rows, RowCondition> known) {
    RowCondition before = known.get(this);
    if (before != null) {
      return before;
    }

    RowCondition all = result ? ofResult : asked;
    if (!uses.isEmpty()) {
      all =
          all.and(
              uses.stream()
                  .map(use -> use.outer.condition(ofResult, known).renamed(use.names))
                  .reduce(RowCondition::or)
                  .orElseThrow());
    }

    known.put(this, all);
    return all;
  }
}
