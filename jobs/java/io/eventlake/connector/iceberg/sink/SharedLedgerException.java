package io.eventlake.connector.iceberg.sink;

import io.eventlake.connector.iceberg.LakeException;

/** The ledger of a job's tables is another job's; the message names it and what to do. */
public final class SharedLedgerException extends LakeException {

  private static final long serialVersionUID = 1L;

  SharedLedgerException(String message) {
    super(message);
  }
}
