package io.eventlake.family.xp;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What a student earned once: an activity, an attempt, and all that tells of it (R3). */
public final class Earning {

  private static final long HOUR = 3_600_000_000L;

  /** How much older than the event a result may be that has XP other than 0 (R6). */
  private static final long SAVED_BEFORE = HOUR;

  /** How long after the event a lower result is no correction (R9). */
  private static final long UNCORRECTED = 12 * HOUR;

  /** The one that speaks for the earning last: active before gone, graded, newest. */
  private static final Comparator<XpResult> BY_WEIGHT =
      Comparator.comparing(XpResult::isActive)
          .thenComparing(result -> result.graded)
          .thenComparingLong(result -> result.modified)
          .thenComparing(result -> result.id);

  public final String activity;

  /** Null for content without attempts. */
  public final Integer attempt;

  final List<XpEvent> events = new ArrayList<>();
  final List<XpResult> results = new ArrayList<>();

  /** What other activities' results have of its event (R7). */
  final List<XpResult> banked = new ArrayList<>();

  private BigDecimal xp;
  private XpFlag flag;
  private boolean isOfResult;

  Earning(String activity, Integer attempt) {
    this.activity = activity;
    this.attempt = attempt;
  }

  /** The event that stands for all of it: the earliest; null where there is none. */
  public XpEvent event() {
    return events.stream().min(XpEvent.BY_TIME).orElse(null);
  }

  /** Its own result, the one that speaks for all of it; null where there is none. */
  public XpResult result() {
    return results.stream().max(BY_WEIGHT).orElse(null);
  }

  /** XP that count; null where nothing of it claims any. */
  public BigDecimal xp() {
    return xp;
  }

  /** Null where the sources agree. */
  public XpFlag flag() {
    return flag;
  }

  public boolean isVoid() {
    XpResult own = result();
    return own != null && !own.isActive();
  }

  /** Whether the XP are those of its result. */
  public boolean isOfResult() {
    return isOfResult;
  }

  /** When it was earned (R11), microseconds since the epoch, UTC. */
  public long time() {
    XpEvent event = event();
    return event == null ? result().scored : event.time;
  }

  /** All that is told of it, sorted. */
  public List<String> sources() {
    List<String> sources = new ArrayList<>();
    events.forEach(event -> sources.add("caliper:event:urn:uuid:" + event.id));
    results.forEach(result -> sources.add("oneroster:result:" + result.id));
    sources.sort(Comparator.naturalOrder());
    return sources;
  }

  Collection<XpResult> results() {
    return results;
  }

  /** XP of its event that other activities' results have. */
  BigDecimal bank() {
    return banked.stream().map(result -> result.xp).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Decides what counts (R6, R8 to R10). */
  void settle() {
    XpEvent event = event();
    XpResult own = result();
    if (isVoid()) {
      xp = BigDecimal.ZERO;
      isOfResult = true;
    } else if (own != null && isOfRecord(own, event)) {
      xp = own.xp;
      isOfResult = true;
      flag = event == null ? null : compared(event, own);
    } else if (event != null) {
      BigDecimal bank = bank();
      boolean isSuspected = bank.signum() > 0 && bank.compareTo(event.xp) < 0;
      xp = isSuspected ? event.xp.subtract(bank) : event.xp;
      flag = isSuspected ? XpFlag.SUSPECTED : null;
    }
  }

  /** An early 0 does not take away what an event says; a later one does. */
  private static boolean isOfRecord(XpResult result, XpEvent event) {
    long before = result.xp.signum() == 0 ? 0 : SAVED_BEFORE;
    return result.graded && (event == null || result.modified >= event.time - before);
  }

  private XpFlag compared(XpEvent event, XpResult own) {
    BigDecimal bank = bank();
    int more = event.xp.compareTo(own.xp);
    if (more == 0) {
      return null;
    } else if (bank.signum() > 0 && event.xp.compareTo(own.xp.add(bank)) == 0) {
      return XpFlag.BUNDLED;
    }

    return more > 0 && own.modified - event.time <= UNCORRECTED
        ? XpFlag.UNEXPLAINED
        : XpFlag.DIFFERS;
  }
}
