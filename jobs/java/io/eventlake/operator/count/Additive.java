package io.eventlake.operator.count;

import java.io.Serializable;
import org.apache.flink.table.data.RowData;

/**
 * How inputs add up to rows that readers sum.
 *
 * @param <IN> the input
 */
public interface Additive<IN> extends Serializable {

  /** Sets what the input has in common with those it is added to. */
  void grain(IN input, Grain grain);

  /** How many numbers are summed. */
  int sums();

  /**
   * Adds the input to the sums.
   *
   * @return false, and adds nothing, when a sum would not fit: it goes to another row of the grain
   */
  boolean add(IN input, long[] sums);

  RowData row(Grain grain, long[] sums);
}
