package io.eventlake.connector.files;

import io.eventlake.event.RejectReason;
import java.io.IOException;

/**
 * A file whose rest cannot be read, however often it is tried. The message goes on after "the file
 * is damaged:" or "the file has changed: it" and has no full stop.
 */
final class DamagedFileException extends IOException {

  private static final long serialVersionUID = 1L;

  private static final String WHOLE_FILES =
      " Files must be whole before they appear: write them elsewhere, then move them.";

  private final RejectReason reason;

  /** A packed file that cannot be unpacked. */
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

  /**
   * What happened and what to do.
   *
   * @param last line that was read; below 0 where what changed was read before
   */
  String sentence(long last) {
    if (reason == RejectReason.DAMAGED_FILE) {
      return "The file is damaged: "
          + getMessage()
          + (last < 1
              ? ". Nothing of it was read"
              : ". Nothing was read behind line " + last + ", which may be cut off itself")
          + ": mend the file and give what is missing under another name.";
    }

    String changed = "The file has changed since it was found: it " + getMessage() + ". ";
    return last < 0
        ? changed
            + "What is new in it is not read, and what was read may be of either content: copy what"
            + " is missing to a file of another name."
            + WHOLE_FILES
        : changed
            + "Nothing was read behind line "
            + last
            + ": copy what is missing to a file of another name."
            + WHOLE_FILES;
  }
}
