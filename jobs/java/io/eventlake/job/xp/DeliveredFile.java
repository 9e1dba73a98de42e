package io.eventlake.job.xp;

import java.nio.file.Path;

/** A file of results: where it lies, and what tells it from others. */
final class DeliveredFile {

  final Path path;

  /** Below what was named, with slashes. */
  final String name;

  final String sha256;
  final boolean isBulk;

  /** Number of the delivery that it is a part of. */
  final long delivery;

  DeliveredFile(Path path, String name, String sha256, boolean isBulk, long delivery) {
    this.path = path;
    this.name = name;
    this.sha256 = sha256;
    this.isBulk = isBulk;
    this.delivery = delivery;
  }
}
