package io.eventlake.operator.segment;

import io.eventlake.event.RejectReason;

/** An item of the segment table breaks its contract; the message has no values. */
public final class MalformedItemException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  public MalformedItemException(RejectReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public RejectReason reason() {
    return reason;
  }
}
