package io.eventlake.job.xp;

import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The rows of a query that is ordered by students, one student after the other. */
final class StudentRows implements AutoCloseable {

  private final QueryResult rows;
  private final Set<String> wanted;
  private List<Object> next;

  /**
   * @param query whose first column is the student; null for no rows
   * @param wanted students, in the order in which they will be asked for; of others nothing is
   */
  StudentRows(LakeEngine engine, String query, Set<String> wanted) {
    this.wanted = wanted;
    this.rows = query == null ? null : engine.run(query);
    advance();
  }

  /** All of a student, who comes after those before. */
  List<List<Object>> of(String student) {
    List<List<Object>> found = new ArrayList<>();
    while (next != null && student.equals(next.get(0))) {
      found.add(next);
      advance();
    }

    return found;
  }

  /**
   * Fails where rows are left, which students in another order would be.
   *
   * @throws IllegalStateException naming the student
   */
  void requireEnd() {
    if (next != null) {
      throw new IllegalStateException("Rows of " + next.get(0) + " were not counted");
    }
  }

  private void advance() {
    do {
      next = rows == null ? null : rows.next();
    } while (next != null && !wanted.contains(next.get(0)));
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
    }
  }
}
