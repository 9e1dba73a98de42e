package io.eventlake.family.xp;

import io.eventlake.family.xp.XpClaim.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a student earned, of all that events and results say: a function of the set of claims,
 * whatever their order and however often they come (docs/xp.md, R1 to R12).
 */
public final class XpRules {

  private final List<Earning> earnings = new ArrayList<>();
  private final List<XpClaim> claims = new ArrayList<>();
  private Map<String, XpEvent> bankedBy;

  private XpRules() {}

  /**
   * Counts.
   *
   * @param events of one student
   * @param results of the same student as they are now, each id once
   */
  public static XpRules count(Collection<XpEvent> events, Collection<XpResult> results) {
    XpRules rules = new XpRules();
    rules.gather(distinct(events), results);
    rules.bankedBy = Banks.find(rules.earnings);
    for (Earning earning : rules.earnings) {
      earning.settle();
      earning.events.forEach(event -> rules.claims.add(rules.claim(earning, event)));
      earning.results.forEach(result -> rules.claims.add(rules.claim(earning, result)));
    }

    return rules;
  }

  /** What counts, each once; void ones with 0. */
  public List<Earning> earnings() {
    List<Earning> told = new ArrayList<>(earnings);
    told.removeIf(earning -> earning.xp() == null);
    return told;
  }

  /** All that claims something, or could. */
  public List<XpClaim> claims() {
    return claims;
  }

  /** An event is its id, and the first to arrive (R1). */
  private static Collection<XpEvent> distinct(Collection<XpEvent> events) {
    Map<String, XpEvent> distinct = new HashMap<>();
    for (XpEvent event : events) {
      distinct.merge(event.id, event, (a, b) -> XpEvent.BY_ARRIVAL.compare(a, b) <= 0 ? a : b);
    }

    return distinct.values();
  }

  private void gather(Collection<XpEvent> events, Collection<XpResult> results) {
    Map<String, List<XpEvent>> eventsOf = new HashMap<>();
    events.forEach(
        event -> eventsOf.computeIfAbsent(event.activity, one -> new ArrayList<>()).add(event));
    Map<String, List<XpResult>> resultsOf = new HashMap<>();
    for (XpResult result : results) {
      if (result.xp == null) {
        claims.add(new XpClaim(result, Role.NONE, result.attempt));
      } else {
        resultsOf.computeIfAbsent(result.activity, one -> new ArrayList<>()).add(result);
      }
    }

    TreeSet<String> activities = new TreeSet<>(eventsOf.keySet());
    activities.addAll(resultsOf.keySet());
    for (String activity : activities) {
      earnings.addAll(
          EventPlaces.of(
              activity,
              eventsOf.getOrDefault(activity, List.of()),
              resultsOf.getOrDefault(activity, List.of())));
    }
  }

  private XpClaim claim(Earning earning, XpEvent event) {
    boolean isStanding = event == earning.event();
    boolean isOfRecord = isStanding && !earning.isOfResult();
    Role role =
        earning.isVoid()
            ? Role.VOID
            : isOfRecord ? Role.RECORD : isStanding ? Role.SUPERSEDED : Role.REPEATED;
    XpClaim claim = new XpClaim(event, role, earning.attempt);
    claim.counted = isOfRecord ? earning.xp() : null;
    boolean isBundle = earning.flag() == XpFlag.BUNDLED || earning.flag() == XpFlag.SUSPECTED;
    claim.bundled = isStanding && isBundle ? earning.bank() : null;
    return claim;
  }

  private XpClaim claim(Earning earning, XpResult result) {
    boolean isOfRecord = earning.isOfResult() && !earning.isVoid() && result == earning.result();
    XpClaim claim = new XpClaim(result, role(earning, result, isOfRecord), earning.attempt);
    claim.counted = isOfRecord ? result.xp : null;
    XpEvent by = bankedBy.get(result.id);
    claim.bundleEvent = by == null ? null : by.id;
    return claim;
  }

  private static Role role(Earning earning, XpResult result, boolean isOfRecord) {
    if (isOfRecord) {
      return result.banked ? Role.BANK : Role.RECORD;
    } else if (!result.isActive()) {
      return Role.VOID;
    }

    return earning.xp() == null ? Role.NONE : Role.SUPERSEDED;
  }
}
