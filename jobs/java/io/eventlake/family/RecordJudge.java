package io.eventlake.family;

import java.util.function.Consumer;

/** Says of records whether they keep a family's rules. Not for several threads. */
public interface RecordJudge {

  /**
   * Tells the verdicts on the items of a record in their order, at least one; a record that cannot
   * be taken apart has one. Never throws because of what is in it.
   */
  void judge(byte[] record, Consumer<ItemVerdict> verdicts);
}
