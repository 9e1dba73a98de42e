package io.eventlake.lake.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files of {@code sql/} that are packed into the jar. */
public final class SqlResource {

  private SqlResource() {}

  /** The text of a file, given by its path below {@code sql/}, for example {@code views/v.sql}. */
  public static String read(String path) {
    String resource = "/sql/" + path;
    try (InputStream in = SqlResource.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }

      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }
}
