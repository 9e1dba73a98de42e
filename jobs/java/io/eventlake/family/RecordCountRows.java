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
        record.eventType);
  }

  @Override
  public int sums() {
    return 1;
  }

  @Override
  public boolean add(CountedRecord record, long[] sums) {
    sums[0] = Math.addExact(sums[0], record.records);
    return true;
  }

  @Override
  public RowData row(Grain grain, long[] sums) {
    return GenericRowData.of(
        Columns.timestamp(grain.minuteMillis()),
        Columns.text(family),
        Columns.text(grain.first()),
        Columns.text(grain.second()),
        Columns.text(grain.third()),
        sums[0]);
  }
}
