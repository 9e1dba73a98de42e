package io.eventlake.serve.lake;

import java.util.Map;
import java.util.Set;

/**
 * What somebody may see of the lake.
 *
 * @param tenant who it is, for limits, logs and what is theirs
 * @param admin whether all of it, and whether statements of their own may be asked
 * @param persons whether columns that tell who somebody is
 * @param families unless admin: what of which family; of one that is not named, nothing
 */
public record Viewer(
    String tenant, boolean admin, boolean persons, Map<String, RowLimit> families) {

  /** Who sees everything. */
  public static final Viewer ANYBODY = new Viewer("", true, true, Map.of());

  public Viewer {
    families = Map.copyOf(families);
  }

  /** Whether anything of a family may be seen. */
  public boolean sees(String family) {
    return admin || families.containsKey(family);
  }

  /** Which rows of a family. */
  public RowLimit limit(String family) {
    return admin ? RowLimit.NONE : families.get(family);
  }

  /**
   * Rows by the values of a column.
   *
   * @param column null for all rows
   */
  public record RowLimit(String column, Set<String> values) {

    /** All rows. */
    public static final RowLimit NONE = new RowLimit(null, Set.of());

    public RowLimit {
      values = Set.copyOf(values);
    }

    /** Whether some rows may not be seen. */
    public boolean limits() {
      return column != null;
    }
  }
}
