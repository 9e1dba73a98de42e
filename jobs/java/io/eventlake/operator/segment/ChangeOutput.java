package io.eventlake.operator.segment;

import io.eventlake.event.RejectReason;
import io.eventlake.event.SegmentChange;

/** Where a decoder puts what it made of a change record. */
public interface ChangeOutput {

  /** An item was written or removed. */
  void changed(SegmentChange change);

  /** The record tells of another table than that of the segments. */
  void ofAnotherTable();

  /** The record breaks the contract. */
  void rejected(RejectReason reason);
}
