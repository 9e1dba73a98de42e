package io.eventlake.operator.count;

import java.io.Serializable;
import org.apache.flink.table.data.RowData;

/**
 * How inputs add up to rows that readers sum.
 *
 * @param <IN> the input
 */
public interface Additive<IN> extends Serializable {

  /** What inputs have in common that are added up; used as the key of a hash map. */
  Object key(IN input);

  /** How many numbers are summed. */
  int sums();

  void add(IN input, long[] sums);

  RowData row(Object key, long[] sums);
}
