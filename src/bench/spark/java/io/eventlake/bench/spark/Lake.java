package io.eventlake.bench.spark;

import java.nio.file.Path;

/**
 * Where a run writes.
 *
 * @param directory absolute
 */
record Lake(Path directory) {

  String warehouse() {
    return directory.toString();
  }

  String checkpoint(String stream) {
    return directory.resolve("checkpoints").resolve(stream).toString();
  }

  String scratch() {
    return directory.resolve("scratch").toString();
  }
}
