package io.eventlake.cli.format;

import java.util.Locale;

/** How checks are told. */
public enum CheckFormat {
  TABLE,
  JSON,
  /** XML that build servers show. */
  JUNIT;

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
