package io.eventlake.bench.compare;

import io.eventlake.lake.engine.LakeEngine;
import java.util.List;
import java.util.function.BiConsumer;

/** The rows of the same query over two lakes, side by side by their key. */
final class MergedRows {

  private MergedRows() {}

  /**
   * Gives pairs of rows of the same key; null where one of both lakes has none.
   *
   * @param query whose first column is a text that orders the rows
   */
  static void forEach(
      LakeEngine expected,
      LakeEngine found,
      String query,
      BiConsumer<List<Object>, List<Object>> pairs) {
    try (SortedRows left = new SortedRows(expected, query);
        SortedRows right = new SortedRows(found, query)) {
      while (!left.ended() || !right.ended()) {
        int order = left.compareTo(right);
        pairs.accept(order <= 0 ? left.row() : null, order >= 0 ? right.row() : null);
        if (order <= 0) {
          left.advance();
        }

        if (order >= 0) {
          right.advance();
        }
      }
    }
  }
}
