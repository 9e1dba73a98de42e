package io.eventlake.connector.files;

import java.io.IOException;

/** A packed file whose rest can not be unpacked, however often it is tried. */
final class DamagedFileException extends IOException {

  private static final long serialVersionUID = 1L;

  DamagedFileException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
