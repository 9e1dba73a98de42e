package io.eventlake.family;

import io.eventlake.operator.count.Additive;
import io.eventlake.operator.count.CountedRecord;
import io.eventlake.table.rows.Columns;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Sums outcomes up to rows of {@code ops.record_counts}, in the order of its columns. */
public final class RecordCountRows implements Additive<CountedRecord> {

  private static final long serialVersionUID = 1L;

  private final String family;

  public RecordCountRows(String family) {
    this.family = family;
  }

  @Override
  public Object key(CountedRecord record) {
    return Arrays.asList(
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
  public void add(CountedRecord record, long[] sums) {
    sums[0] += record.records;
  }

  @Override
  public RowData row(Object key, long[] sums) {
    List<?> grain = (List<?>) key;
    return GenericRowData.of(
        Columns.timestamp((Long) grain.get(0)),
        Columns.text(family),
        Columns.text((String) grain.get(1)),
        Columns.text((String) grain.get(2)),
        Columns.text((String) grain.get(3)),
        sums[0]);
  }
}
