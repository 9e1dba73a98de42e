package io.eventlake.family.xp;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Claims of one student with defaults: times are minutes after noon. */
final class Claims {

  private static final Instant NOON = Instant.parse("2025-08-15T12:00:00Z");

  final List<XpEvent> events = new ArrayList<>();
  final List<ResultVersion> results = new ArrayList<>();
  final List<BulkDelivery> bulks = new ArrayList<>();
  private long delivery = 1;

  static long at(double minutes) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, NOON) + (long) (minutes * 60_000_000);
  }

  static BigDecimal xp(Object xp) {
    return xp == null ? null : new BigDecimal(xp.toString()).setScale(4);
  }

  Claims event(String id, String activity, Object xp, double minutes) {
    return event(id, activity, null, xp, minutes);
  }

  Claims event(String id, String activity, Integer attempt, Object xp, double minutes) {
    events.add(
        new XpEvent(
            id,
            activity,
            attempt,
            xp(xp),
            new XpEvent.Times(at(minutes), at(minutes) + events.size()),
            XpContext.NONE));
    return this;
  }

  Claims result(String id, String activity, Integer attempt, Object xp, double minutes) {
    results.add(version(id, activity, attempt, xp, minutes));
    return this;
  }

  Claims banked(String activity, Object xp, double minutes) {
    result(activity + "_r", activity, null, xp, minutes);
    last().banked = true;
    return this;
  }

  /** Changes the version that was given last. */
  ResultVersion last() {
    return results.get(results.size() - 1);
  }

  Claims modified(double minutes) {
    last().modified = at(minutes);
    return this;
  }

  /** A new version of the result that was given last. */
  Claims then(ResultState state, Object xp, double modified) {
    ResultVersion before = last();
    ResultVersion next = version(before.id, before.activity, before.attempt, xp, 0);
    next.scored = before.scored;
    next.banked = before.banked;
    next.state = state;
    next.modified = at(modified);
    results.add(next);
    return this;
  }

  Claims nextDelivery() {
    delivery++;
    return this;
  }

  /** The results given since are all that there are. */
  Claims bulk(double newest) {
    bulks.add(new BulkDelivery(delivery, at(newest), false));
    return nextDelivery();
  }

  private ResultVersion version(
      String id, String activity, Integer attempt, Object xp, double minutes) {
    ResultVersion version = new ResultVersion();
    version.id = id;
    version.student = "s1";
    version.activity = activity;
    version.attempt = attempt;
    version.graded = true;
    version.xp = xp(xp);
    version.scored = at(minutes);
    version.modified = at(minutes);
    version.delivery = delivery;
    version.row = results.size();
    return version;
  }

  List<XpResult> current() {
    Map<String, List<ResultVersion>> byId = new TreeMap<>();
    results.forEach(one -> byId.computeIfAbsent(one.id, id -> new ArrayList<>()).add(one));
    List<XpResult> current = new ArrayList<>();
    for (List<ResultVersion> versions : byId.values()) {
      List<XpResult> history = ResultHistory.of(versions, bulks);
      current.add(history.get(history.size() - 1));
    }

    return current;
  }

  XpRules count() {
    return XpRules.count(events, current());
  }

  /** XP of all earnings. */
  String total() {
    return count().earnings().stream()
        .map(Earning::xp)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Each earning as activity, attempt, XP and flag, sorted. */
  List<String> earnings() {
    return told(count());
  }

  static List<String> told(XpRules rules) {
    return rules.earnings().stream()
        .map(
            earning ->
                earning.activity
                    + (earning.attempt == null ? "" : "#" + earning.attempt)
                    + " "
                    + earning.xp().stripTrailingZeros().toPlainString()
                    + (earning.isVoid() ? " void" : "")
                    + (earning.flag() == null ? "" : " " + earning.flag().word()))
        .sorted()
        .toList();
  }
}
