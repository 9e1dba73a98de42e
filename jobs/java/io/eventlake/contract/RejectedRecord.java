package io.eventlake.contract;

import io.eventlake.event.RejectReason;
import java.util.List;

/** One event, or record without any, that breaks its contract: where it stands and why. */
public final class RejectedRecord {

  public final String file;

  /** From 1. */
  public final long line;

  public final RejectReason reason;

  /** JSON pointer; empty for the whole record. */
  public final String pointer;

  public final String sentence;
  public final List<UnknownWord> unknown;

  RejectedRecord(String file, long line, Verdict verdict, List<UnknownWord> unknown) {
    this.file = file;
    this.line = line;
    this.reason = verdict.reason();
    this.pointer = verdict.pointer();
    this.sentence = verdict.sentence();
    this.unknown = unknown;
  }
}
