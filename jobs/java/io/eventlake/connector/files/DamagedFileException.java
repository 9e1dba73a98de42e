package io.eventlake.connector.files;

import java.io.IOException;

/**
 * A packed file whose rest can not be unpacked, however often it is tried. The message goes on
 * after "the file is damaged:" and has no full stop.
 */
final class DamagedFileException extends IOException {

  private static final long serialVersionUID = 1L;

  DamagedFileException(String what) {
    super(what);
  }
}
