package io.eventlake.lake.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files of the report's page, which are packed into the jar. */
final class ReportResource {

  private ReportResource() {}

  /** Whether there is such a file. */
  static boolean exists(String path) {
    return ReportResource.class.getResource("/report/" + path) != null;
  }

  /** The text of a file, given by its path below {@code report/}. */
  static String read(String path) {
    String resource = "/report/" + path;
    try (InputStream in = ReportResource.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }

      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }
}
