package io.eventlake.family;

import io.eventlake.operator.count.Additive;
import io.eventlake.operator.count.CountedRecord;
import io.eventlake.operator.count.Grain;
import io.eventlake.table.rows.Columns;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Sums outcomes up to rows of {@code ops.record_counts}, in the order of its columns. */
public final class RecordCountRows implements Additive<CountedRecord> {

  /** Position of the number of records. */
  public static final int RECORDS = 5;

  private static final long serialVersionUID = 1L;

  private final String family;

  public RecordCountRows(String family) {
    this.family = family;
  }

  @Override
  public void grain(CountedRecord record, Grain grain) {
    grain.set(
        Columns.minuteMillis(record.arrivalMillis),
        record.outcome,
        record.reason,
        record.producer == null ? record.eventType : record.producer);
  }

  /** How many records; of an edge's numbers also the first, and whether there is one. */
  @Override
  public int sums() {
    return 3;
  }

  @Override
  public boolean add(CountedRecord record, long[] sums) {
    if (record.producer == null) {
      sums[0] = Math.addExact(sums[0], record.records);
      return true;
    }

    if (sums[2] == 0) {
      sums[0] = record.records;
      sums[1] = record.firstNumber;
      sums[2] = 1;
      return true;
    }

    // Numbers that follow one another, or come again, are one row.
    long end = sums[1] + sums[0];
    if (record.firstNumber < sums[1] || record.firstNumber > end) {
      return false;
    }

    sums[0] = Math.max(end, record.firstNumber + record.records) - sums[1];
    return true;
  }

  @Override
  public RowData row(Grain grain, long[] sums) {
    boolean ofEdge = CountedRecord.EDGE.equals(grain.first());
    return GenericRowData.of(
        Columns.timestamp(grain.minuteMillis()),
        Columns.text(family),
        Columns.text(grain.first()),
        Columns.text(grain.second()),
        Columns.text(ofEdge ? null : grain.third()),
        sums[0],
        Columns.text(ofEdge ? grain.third() : null),
        ofEdge ? (Long) sums[1] : null);
  }
}
