package io.eventlake.family.caliper.rules;

import io.eventlake.family.ItemVerdict;

/** Takes what the rules say of a record. */
public interface CaliperItems {

  /** The record is rejected as a whole: no item in it can be addressed. */
  void record(ItemVerdict verdict);

  /**
   * One item of a record, in their order.
   *
   * @param index its place among the items, from 0
   * @param value its object on {@link CaliperJudge#tape}, which stands until the next record: there
   *     is where each of its properties lies
   */
  void item(int index, int value, ItemVerdict verdict);
}
