package io.eventlake.lake.report;

import io.eventlake.table.TableSet;
import java.time.Instant;

/** Of which lake, in which state, a report is, and when it was made. */
final class ReportHead {

  /** Of whose tables it is. */
  final TableSet set;

  final String warehouse;
  final String state;
  final Instant committed;
  final Instant made;

  /**
   * @param state in words, as a cut describes itself
   * @param committed when that state was committed, or null where no job has
   */
  ReportHead(TableSet set, String warehouse, String state, Instant committed, Instant made) {
    this.set = set;
    this.warehouse = warehouse;
    this.state = state;
    this.committed = committed;
    this.made = made;
  }
}
