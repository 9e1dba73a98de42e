package io.eventlake.cli.format;

import java.util.Locale;

/** How a command tells what it has found. */
public enum CommandFormat {
  /** For people: the verdict, then tables. */
  TABLE,
  /** One JSON document and nothing else. */
  JSON;

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
