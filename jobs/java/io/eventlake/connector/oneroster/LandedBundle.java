package io.eventlake.connector.oneroster;

import java.util.Map;

/** A CSV bundle that was taken. */
public final class LandedBundle {

  /** Where it is; null where the last one was the same, or nothing is landed yet. */
  public final String file;

  /** {@code bulk} or {@code delta} of each type that it has. */
  public final Map<String, String> kinds;

  /** Rows of all types. */
  public final long results;

  LandedBundle(String file, Map<String, String> kinds, long results) {
    this.file = file;
    this.kinds = kinds;
    this.results = results;
  }
}
