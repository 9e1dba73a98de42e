package io.eventlake.connector.files;

import io.eventlake.event.RejectReason;
import java.io.IOException;

/**
 * A file whose rest can not be read, however often it is tried. The message goes on after "the file
 * is damaged:" or "the file has changed: it" and has no full stop.
 */
final class DamagedFileException extends IOException {

  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  /** A packed file that can not be unpacked. */
  DamagedFileException(String what) {
    this(RejectReason.DAMAGED_FILE, what);
  }

  DamagedFileException(RejectReason reason, String what) {
    super(what);
    this.reason = reason;
  }

  RejectReason reason() {
    return reason;
  }
}
