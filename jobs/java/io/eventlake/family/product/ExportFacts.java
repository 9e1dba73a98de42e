package io.eventlake.family.product;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/** What rows say of the run that wrote them. */
public final class ExportFacts implements Serializable {

  private static final long serialVersionUID = 1L;

  final String exportId;
  final Instant exportEnd;
  final Instant computed;
  final Set<LocalDate> completeDays;

  /**
   * @param exportEnd of its window, of a full export its time
   * @param computed when the run is
   * @param completeDays days of which an incremental export was read, this one or one before
   */
  public ExportFacts(
      String exportId, Instant exportEnd, Instant computed, Set<LocalDate> completeDays) {
    this.exportId = exportId;
    this.exportEnd = exportEnd;
    this.computed = computed;
    this.completeDays = Set.copyOf(completeDays);
  }
}
