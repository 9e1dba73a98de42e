package io.eventlake.bench.compare;

import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The rows of a query in the order of their first column, a text. */
final class SortedRows implements AutoCloseable {

  private final QueryResult result;
  private List<Object> row;

  SortedRows(LakeEngine lake, String query) {
    result = lake.run(query);
    row = result.next();
  }

  boolean ended() {
    return row == null;
  }

  List<Object> row() {
    return row;
  }

  void advance() {
    row = result.next();
  }

  /** As a database orders texts: by their bytes. Rows that have ended come after all others. */
  int compareTo(SortedRows other) {
    if (ended() || other.ended()) {
      return Boolean.compare(ended(), other.ended());
    }

    return Arrays.compareUnsigned(key(), other.key());
  }

  @Override
  public void close() {
    result.close();
  }

  private byte[] key() {
    return ((String) row.get(0)).getBytes(StandardCharsets.UTF_8);
  }
}
