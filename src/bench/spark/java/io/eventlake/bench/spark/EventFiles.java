package io.eventlake.bench.spark;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The input of a run: NDJSON files, read whole and in order of their age. */
record EventFiles(Path directory) {

  /** About 200,000 events: what arrives in ten seconds at the speed that two cores reach. */
  private static final long BATCH_BYTES = 192_000_000;

  /** Files that make a micro-batch of a realistic size. */
  long filesPerBatch() throws IOException {
    long files = 0;
    long bytes = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      for (Path file : all) {
        files++;
        bytes += Files.size(file);
      }
    }

    return Math.max(1, Math.round((double) BATCH_BYTES * files / Math.max(1, bytes)));
  }

  /** Events in all files. */
  long lines() throws IOException {
    long lines = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      for (Path file : all) {
        lines += lines(file);
      }
    }

    return lines;
  }

  private static long lines(Path file) throws IOException {
    long lines = 0;
    byte[] buffer = new byte[1 << 20];
    try (var in = Files.newInputStream(file)) {
      for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
        for (int i = 0; i < length; i++) {
          if (buffer[i] == '\n') {
            lines++;
          }
        }
      }
    }

    return lines;
  }
}
