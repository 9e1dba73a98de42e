package io.eventlake.serve.lake;

import io.eventlake.serve.lake.Viewer.RowLimit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a family somebody may see, to be kept with what is done for them later.
 *
 * @param column by whose values rows are seen; null for all rows
 */
public record Rights(boolean persons, String column, List<String> values) {

  public Rights {
    values = List.copyOf(values);
  }

  /** Those that a viewer has. */
  public static Rights of(Viewer viewer, String family) {
    RowLimit limit = viewer.limit(family);
    return new Rights(viewer.persons(), limit.column(), limit.values().stream().sorted().toList());
  }

  /** Who sees just that. */
  public Viewer viewer(String tenant, String family) {
    RowLimit limit = column == null ? RowLimit.NONE : new RowLimit(column, Set.copyOf(values));
    return new Viewer(tenant, false, persons, Map.of(family, limit));
  }

  /** Whether one who asks now would see all of it. */
  public boolean areWithin(Viewer viewer, String family) {
    if (!viewer.sees(family) || persons && !viewer.persons()) {
      return false;
    }

    RowLimit limit = viewer.limit(family);
    return !limit.limits() || limit.column().equals(column) && limit.values().containsAll(values);
  }
}
