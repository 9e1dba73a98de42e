package io.eventlake.testing;

import java.nio.file.Path;

/** Where the build puts the emulators. */
public final class Emulators {

  public static final Path DIRECTORY = Path.of("target", "emulators").toAbsolutePath();

  private Emulators() {}
}
