package io.eventlake.lake.maintain;

/** What there is to do for a table as it is now. */
public final class MaintenancePlan {

  /** Data files to compact. */
  public final int files;

  /** Delete files that no data file meets once these are compacted. */
  public final int deletes;

  /** Manifests to write anew; the compaction adds to them. */
  public final int manifests;

  /** Snapshots to forget. */
  public final int snapshots;

  MaintenancePlan(int files, int deletes, int manifests, int snapshots) {
    this.files = files;
    this.deletes = deletes;
    this.manifests = manifests;
    this.snapshots = snapshots;
  }
}
