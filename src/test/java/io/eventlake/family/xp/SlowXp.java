package io.eventlake.family.xp;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A second opinion on what counts, written from the rules' words alone: no order but by search, no
 * maps. Of events each id once.
 */
final class SlowXp {

  private static final long MINUTE = 60_000_000L;

  private final List<XpEvent> events;
  private final List<XpResult> results = new ArrayList<>();

  /** The result or event that the earning of the event at that place is told by. */
  private final Object[] earningOf;

  /** Of events that only say again what another says. */
  private final boolean[] repeats;

  private SlowXp(List<XpEvent> events, List<XpResult> results) {
    this.events = events;
    for (XpResult result : results) {
      if (result.xp != null) {
        this.results.add(result);
      }
    }

    this.earningOf = new Object[events.size()];
    this.repeats = new boolean[events.size()];
  }

  static List<String> earnings(List<XpEvent> events, List<XpResult> results) {
    SlowXp slow = new SlowXp(events, results);
    slow.place();
    return slow.told();
  }

  private static String key(String activity, Integer attempt) {
    return activity + "/" + attempt;
  }

  private void place() {
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).attempt != null) {
        earningOf[i] = key(events.get(i).activity, events.get(i).attempt);
      }
    }

    boolean isMatched = true;
    while (isMatched) {
      isMatched = matchNearest();
    }

    for (int next = earliestLeft(); next >= 0; next = earliestLeft()) {
      XpEvent event = events.get(next);
      int same = -1;
      for (int i = 0; i < events.size(); i++) {
        XpEvent other = events.get(i);
        boolean stands = earningOf[i] != null && !repeats[i];
        if (stands
            && other.activity.equals(event.activity)
            && other.xp.compareTo(event.xp) == 0
            && distance(other.time, event.time) <= MINUTE
            && (same < 0 || nearer(other, events.get(same), event.time))) {
          same = i;
        }
      }

      repeats[next] = same >= 0;
      earningOf[next] = same >= 0 ? earningOf[same] : event;
    }
  }

  private static boolean nearer(XpEvent a, XpEvent b, long time) {
    long left = distance(a.time, time);
    long right = distance(b.time, time);
    return left != right ? left < right : XpEvent.BY_TIME.compare(a, b) < 0;
  }

  private int earliestLeft() {
    int found = -1;
    for (int i = 0; i < events.size(); i++) {
      if (earningOf[i] == null
          && (found < 0 || XpEvent.BY_TIME.compare(events.get(i), events.get(found)) < 0)) {
        found = i;
      }
    }

    return found;
  }

  /** One pair of an event and a result that no other pair is nearer than. */
  private boolean matchNearest() {
    int event = -1;
    XpResult result = null;
    for (int i = 0; i < events.size(); i++) {
      for (XpResult candidate : results) {
        XpEvent one = events.get(i);
        boolean isFree = earningOf[i] == null && candidate.activity.equals(one.activity);
        if (!isFree || !isOpen(candidate)) {
          continue;
        }

        long away = distance(one.time, candidate.scored);
        if (candidate.attempt != null && away > 60 * MINUTE) {
          continue;
        }

        if (event < 0 || isBefore(one, candidate, events.get(event), result)) {
          event = i;
          result = candidate;
        }
      }
    }

    if (event < 0) {
      return false;
    }

    earningOf[event] = key(result.activity, result.attempt);
    return true;
  }

  private boolean isOpen(XpResult result) {
    if (result.attempt == null) {
      return true;
    }

    for (Object taken : earningOf) {
      if (key(result.activity, result.attempt).equals(taken)) {
        return false;
      }
    }

    return true;
  }

  private static boolean isBefore(XpEvent event, XpResult result, XpEvent other, XpResult with) {
    long left = distance(event.time, result.scored);
    long right = distance(other.time, with.scored);
    if (left != right) {
      return left < right;
    }

    int byEvent = XpEvent.BY_TIME.compare(event, other);
    int attempt = result.attempt == null ? -1 : result.attempt;
    int otherAttempt = with.attempt == null ? -1 : with.attempt;
    return byEvent != 0 ? byEvent < 0 : attempt < otherAttempt;
  }

  private List<Object> keys() {
    List<Object> keys = new ArrayList<>();
    for (XpResult result : results) {
      Object key = key(result.activity, result.attempt);
      if (!keys.contains(key)) {
        keys.add(key);
      }
    }

    for (Object key : earningOf) {
      if (!keys.contains(key)) {
        keys.add(key);
      }
    }

    return keys;
  }

  private XpEvent first(Object key) {
    XpEvent first = null;
    for (int i = 0; i < events.size(); i++) {
      XpEvent event = events.get(i);
      if (key.equals(earningOf[i])
          && (first == null || XpEvent.BY_TIME.compare(event, first) < 0)) {
        first = event;
      }
    }

    return first;
  }

  private XpResult own(Object key) {
    XpResult own = null;
    for (XpResult result : results) {
      if (key.equals(key(result.activity, result.attempt))
          && (own == null
              || weight(result) > weight(own)
              || weight(result) == weight(own)
                  && (result.modified > own.modified
                      || result.modified == own.modified && result.id.compareTo(own.id) > 0))) {
        own = result;
      }
    }

    return own;
  }

  private static int weight(XpResult result) {
    return (result.state == ResultState.ACTIVE ? 2 : 0) + (result.graded ? 1 : 0);
  }

  private BigDecimal bank(Object key) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Object bankKey : keys()) {
      XpResult bank = own(bankKey);
      if (bank != null && bank.banked && (bank.graded || bank.state != ResultState.ACTIVE)) {
        Object by = bankedBy(bank);
        sum = key.equals(by) ? sum.add(bank.xp) : sum;
      }
    }

    return sum;
  }

  private Object bankedBy(XpResult bank) {
    Object found = null;
    for (Object key : keys()) {
      XpEvent event = first(key);
      if (event == null
          || event.activity.equals(bank.activity)
          || distance(event.time, bank.scored) > 10 * MINUTE
          || isAward(key)) {
        continue;
      }

      if (found == null || nearer(event, first(found), bank.scored)) {
        found = key;
      }
    }

    return found;
  }

  private boolean isAward(Object key) {
    for (XpResult result : results) {
      if (result.banked && key.equals(key(result.activity, result.attempt))) {
        return true;
      }
    }

    return false;
  }

  private List<String> told() {
    List<String> told = new ArrayList<>();
    for (Object key : keys()) {
      XpResult own = own(key);
      XpEvent event = first(key);
      String name =
          key instanceof XpEvent
              ? event.activity
              : key.toString().replace("/null", "").replace('/', '#');
      String counted = counted(own, event, bank(key));
      if (counted != null) {
        told.add(name + " " + counted);
      }
    }

    told.sort(null);
    return told;
  }

  private static String counted(XpResult own, XpEvent event, BigDecimal bank) {
    if (own != null && own.state != ResultState.ACTIVE) {
      return "0 void";
    }

    boolean isOfRecord = own != null && own.graded;
    if (isOfRecord && event != null && own.modified < event.time) {
      isOfRecord = own.xp.signum() != 0 && own.modified >= event.time - 60 * MINUTE;
    }

    if (isOfRecord) {
      return plain(own.xp) + (event == null ? "" : flag(own, event, bank));
    } else if (event == null) {
      return null;
    }

    return bank.signum() > 0 && bank.compareTo(event.xp) < 0
        ? plain(event.xp.subtract(bank)) + " suspected"
        : plain(event.xp);
  }

  private static String flag(XpResult own, XpEvent event, BigDecimal bank) {
    BigDecimal more = event.xp.subtract(own.xp);
    if (more.signum() == 0) {
      return "";
    } else if (bank.signum() > 0 && more.compareTo(bank) == 0) {
      return " bundled";
    } else if (more.signum() > 0 && own.modified <= event.time + 12 * 60 * MINUTE) {
      return " unexplained";
    }

    return " differs";
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  private static long distance(long a, long b) {
    return Math.abs(a - b);
  }
}
