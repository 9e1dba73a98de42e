package io.eventlake.bench.compare;

import io.eventlake.bench.report.Agreement;
import java.util.ArrayList;
import java.util.List;

/** Counts how the rows of one table agree. */
final class RowTally {

  private final ComparedTable table;
  private long same;
  private long different;
  private long unread;
  private long lacking;
  private long more;

  RowTally(ComparedTable table) {
    this.table = table;
  }

  /** Adds two rows of the same key; null where a lake has none. */
  void add(List<Object> expected, List<Object> found) {
    if (expected == null) {
      more++;
    } else if (found == null) {
      lacking++;
    } else if (expected.equals(found)) {
      same++;
    } else if (equalButUnreadTime(expected, found)) {
      unread++;
    } else {
      different++;
    }
  }

  Agreement.Rows rows() {
    return new Agreement.Rows(table.name(), same, different, unread, lacking, more);
  }

  /** Whether the table is as it must be. */
  boolean holds() {
    return !table.alike() || different + lacking == 0;
  }

  private boolean equalButUnreadTime(List<Object> expected, List<Object> found) {
    if (table.time() == 0 || found.get(table.time()) != null) {
      return false;
    }

    List<Object> unread = new ArrayList<>(expected);
    unread.set(table.time(), null);
    return unread.equals(found);
  }
}
