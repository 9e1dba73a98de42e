package io.eventlake.serve.webhooks;

import io.eventlake.serve.lake.Viewer;
import io.eventlake.serve.lake.Viewer.RowLimit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a family a webhook may tell: as much as the key that wrote it last.
 *
 * @param column by whose values rows are seen; null for all rows
 */
record Rights(boolean persons, String column, List<String> values) {

  /** Those that a viewer has. */
  static Rights of(Viewer viewer, String family) {
    RowLimit limit = viewer.limit(family);
    return new Rights(viewer.persons(), limit.column(), limit.values().stream().sorted().toList());
  }

  /** Who sees just that. */
  Viewer viewer(String tenant, String family) {
    RowLimit limit = column == null ? RowLimit.NONE : new RowLimit(column, Set.copyOf(values));
    return new Viewer(tenant, false, persons, Map.of(family, limit));
  }

  /** Whether one who asks now would see all of it. */
  boolean areWithin(Viewer viewer, String family) {
    if (!viewer.sees(family) || persons && !viewer.persons()) {
      return false;
    }

    RowLimit limit = viewer.limit(family);
    return !limit.limits() || limit.column().equals(column) && limit.values().containsAll(values);
  }
}
