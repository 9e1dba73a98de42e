package io.eventlake.job.xp;

import io.eventlake.connector.oneroster.LandedFile;
import java.nio.file.Path;

/** A file of results that is to be read: where it lies, and what tells it from others. */
final class DeliveredFile {

  final LandedFile landed;

  /** On this machine. */
  final Path path;

  final String sha256;
  final boolean isBulk;

  /** Number of the delivery that it is a part of. */
  final long delivery;

  DeliveredFile(LandedFile landed, Path path, String sha256, boolean isBulk, long delivery) {
    this.landed = landed;
    this.path = path;
    this.sha256 = sha256;
    this.isBulk = isBulk;
    this.delivery = delivery;
  }

  /** Whether another lies in the same folder. */
  boolean isBeside(LandedFile other) {
    return folder(landed).equals(folder(other));
  }

  private static String folder(LandedFile file) {
    return file.name.substring(0, file.name.lastIndexOf('/') + 1);
  }
}
