package io.eventlake.connector.files;

import java.io.IOException;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** A file is another than it was when it was found: a restart reads no more of it. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
final class FileChangedException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * @param what goes on after "it"
   */
  FileChangedException(String file, String what) {
    super(
        "The file "
            + LeftOut.printable(file)
            + " has changed since it was found: it "
            + what
            + ". What was read may be of either content: bring the file back as it was, size and"
            + " time included, give what is new under another name, and go on from the last"
            + " checkpoint. Files must be whole before they appear: write them elsewhere, then move"
            + " them");
  }
}
