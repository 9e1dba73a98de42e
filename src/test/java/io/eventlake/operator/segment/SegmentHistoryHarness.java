package io.eventlake.operator.segment;

import io.eventlake.event.SegmentChange;
import io.eventlake.event.SegmentValidity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.RowKind;

/** The history function on Flink's harness, and the table that its output makes. */
final class SegmentHistoryHarness implements AutoCloseable {

  static final String USER = "u1";

  private final Map<String, SegmentValidity> table;
  private final KeyedOneInputStreamOperatorTestHarness<String, SegmentChange, SegmentValidity>
      harness;

  private SegmentHistoryHarness(OperatorSubtaskState restored, Map<String, SegmentValidity> table)
      throws Exception {
    this.table = table;
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new SegmentHistoryFunction()),
            change -> change.userIdHash,
            Types.STRING);
    if (restored != null) {
      harness.initializeState(restored);
    }

    harness.open();
  }

  static SegmentHistoryHarness fresh() throws Exception {
    return new SegmentHistoryHarness(null, new TreeMap<>());
  }

  /** An item as it was written at a time; times are milliseconds. */
  static SegmentChange written(String item, String segment, long from, Long to, long at) {
    SegmentChange change = new SegmentChange();
    change.userIdHash = USER;
    change.itemKey = item;
    change.segmentKey = segment;
    change.validFromMillis = from;
    change.validToMillis = to == null ? Long.MAX_VALUE : to;
    change.changedMicros = at * 1_000;
    return change;
  }

  /** That an item was removed, without what it said. */
  static SegmentChange removed(String item, long at) {
    SegmentChange change = new SegmentChange();
    change.userIdHash = USER;
    change.itemKey = item;
    change.removed = true;
    change.changedMicros = at * 1_000;
    return change;
  }

  /** That an item was removed, with what it said. */
  static SegmentChange removed(SegmentChange last, long at) {
    SegmentChange change =
        written(last.itemKey, last.segmentKey, last.validFromMillis, last.validToMillis, at);
    change.removed = true;
    return change;
  }

  /** Goes on in a new operator from this one's snapshot, with the same table. */
  SegmentHistoryHarness restored() throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    close();
    return new SegmentHistoryHarness(snapshot, table);
  }

  /**
   * Takes in changes and applies what they bring to the table.
   *
   * @return the changes of the table, such as {@code +I vip [10, 20) @5}
   */
  List<String> process(SegmentChange... changes) throws Exception {
    List<String> written = new ArrayList<>();
    for (SegmentChange change : changes) {
      harness.processElement(change, 0);
      for (SegmentValidity row : harness.extractOutputValues()) {
        apply(row);
        written.add(row.rowKind.shortString() + " " + text(row));
      }

      harness.getOutput().clear();
    }

    return written;
  }

  /** The rows of the table. */
  List<String> table() {
    return rows().stream().map(SegmentHistoryHarness::text).toList();
  }

  List<SegmentValidity> rows() {
    return List.copyOf(table.values());
  }

  int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }

  private void apply(SegmentValidity row) {
    String key = row.segmentKey + " " + row.validFromMillis;
    if (row.rowKind == RowKind.INSERT || row.rowKind == RowKind.UPDATE_AFTER) {
      if (table.put(key, row) != null) {
        throw new AssertionError("written twice: " + text(row));
      }
    } else {
      SegmentValidity old = table.remove(key);
      if (old == null || old.validToMillis != row.validToMillis) {
        throw new AssertionError("retracts what is not there: " + text(row));
      }
    }
  }

  private static String text(SegmentValidity row) {
    return row.segmentKey
        + " ["
        + row.validFromMillis
        + ", "
        + (row.validToMillis == Long.MAX_VALUE ? "" : row.validToMillis)
        + ") @"
        + row.asOfMicros / 1_000;
  }
}
