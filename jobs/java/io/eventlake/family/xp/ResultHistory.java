package io.eventlake.family.xp;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The versions of one result in their order, whatever order they were delivered in (R2), with what
 * deliveries of all results say by not having it (R10).
 */
public final class ResultHistory {

  private static final Comparator<ResultVersion> BY_ARRIVAL =
      Comparator.comparingLong((ResultVersion version) -> version.delivery)
          .thenComparingLong(version -> version.row);

  private final TreeMap<Long, ResultVersion> versions = new TreeMap<>();
  private final List<Gap> gaps = new ArrayList<>();

  /** Numbers of deliveries. */
  private final Set<Long> having = new HashSet<>();

  private final Set<Long> lacking = new HashSet<>();

  /** The newest version that came so far; null before the first. */
  private Long newest;

  /** Null while it is not missing. */
  private Gap open;

  private ResultHistory() {}

  /**
   * The versions, the current one last.
   *
   * @param delivered of one result, in any order and as often as they like
   * @param bulks deliveries of all results, by number
   */
  public static List<XpResult> of(
      Collection<ResultVersion> delivered, Collection<BulkDelivery> bulks) {
    ResultHistory history = new ResultHistory();
    List<ResultVersion> arrived = new ArrayList<>();
    for (ResultVersion version : delivered) {
      boolean isAbsent = version.state == ResultState.ABSENT;
      (isAbsent ? history.lacking : history.having).add(version.delivery);
      if (!version.rejected && !isAbsent) {
        arrived.add(version);
      }
    }

    arrived.sort(BY_ARRIVAL);
    history.gaps(arrived, bulks);
    arrived.forEach(version -> history.versions.put(version.modified, version));
    return history.told();
  }

  /** From which version on it was missing, until it came again. */
  private static final class Gap {
    final long after;
    final long since;

    /** Of the delivery that had the same version again; null where a newer version ended it. */
    Long until;

    Gap(long after, long since) {
      this.after = after;
      this.since = since;
    }
  }

  private void gaps(List<ResultVersion> arrived, Collection<BulkDelivery> bulks) {
    int next = 0;
    for (BulkDelivery bulk : bulks) {
      while (next < arrived.size() && arrived.get(next).delivery <= bulk.number) {
        arrived(arrived.get(next++).modified);
      }

      if (newest != null && isToldOf(bulk)) {
        delivered(bulk, having.contains(bulk.number));
      }
    }

    while (next < arrived.size()) {
      arrived(arrived.get(next++).modified);
    }
  }

  private boolean isToldOf(BulkDelivery bulk) {
    return !bulk.tellsAbsence || having.contains(bulk.number) || lacking.contains(bulk.number);
  }

  /** A newer version is there, whatever was missing before. */
  private void arrived(long modified) {
    if (open != null && modified > open.after) {
      open = null;
    }

    newest = newest == null ? modified : Long.valueOf(Math.max(newest, modified));
  }

  private void delivered(BulkDelivery bulk, boolean hasIt) {
    if (!hasIt && open == null) {
      open = new Gap(newest, bulk.newest);
      gaps.add(open);
    } else if (hasIt && open != null) {
      open.until = bulk.newest;
      open = null;
    }
  }

  private List<XpResult> told() {
    List<XpResult> told = new ArrayList<>();
    ResultVersion known = null;
    for (Map.Entry<Long, ResultVersion> entry : versions.entrySet()) {
      ResultVersion version = filled(entry.getValue(), known);
      known = version;
      told.add(new XpResult(version, version.state, version.xp, version.modified));
      if (version.state == ResultState.ACTIVE) {
        Long next = versions.higherKey(version.modified);
        missing(version, next == null ? Long.MAX_VALUE : next, told);
      }
    }

    return told;
  }

  /** Times within the version's own: later ones than it, and than the next one earlier. */
  private void missing(ResultVersion version, long end, List<XpResult> told) {
    long last = version.modified;
    for (Gap gap : gaps) {
      if (gap.after != version.modified) {
        continue;
      }

      last = between(gap.since, last, end);
      told.add(new XpResult(version, ResultState.ABSENT, version.xp, last));
      if (gap.until != null) {
        last = between(gap.until, last, end);
        told.add(new XpResult(version, ResultState.ACTIVE, version.xp, last));
      }
    }
  }

  private static long between(long wanted, long last, long end) {
    return Math.max(last + 1, Math.min(wanted, end - 1));
  }

  /** A deletion need not say what it deletes. */
  private static ResultVersion filled(ResultVersion version, ResultVersion before) {
    if (before == null || version.state != ResultState.TOBEDELETED) {
      return version;
    }

    boolean sameItem = version.activity == null || version.activity.equals(before.activity);
    ResultVersion filled = new ResultVersion();
    filled.id = version.id;
    filled.state = version.state;
    filled.modified = version.modified;
    filled.student = version.student == null ? before.student : version.student;
    filled.activity = version.activity == null ? before.activity : version.activity;
    filled.attempt = version.attempt == null && sameItem ? before.attempt : version.attempt;
    BigDecimal xp = version.xp == null ? before.xp : version.xp;
    filled.xp = xp;
    filled.graded = version.graded || version.xp == null && before.graded;
    filled.banked = version.banked || version.xp == null && before.banked;
    filled.scored = version.activity == null ? before.scored : version.scored;
    return filled;
  }
}
