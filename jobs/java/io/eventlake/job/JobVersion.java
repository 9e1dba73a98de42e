package io.eventlake.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The release this code is of. */
public final class JobVersion {

  private static final String RESOURCE = "/eventlake.properties";

  private JobVersion() {}

  /** The version as the build wrote it, for example {@code 0.1.0}. */
  public static String current() {
    try (InputStream in = JobVersion.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not on the class path: build the jar anew");
      }

      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
