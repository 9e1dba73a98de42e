package io.eventlake.job.xp;

import io.eventlake.family.xp.Earning;
import io.eventlake.family.xp.Roster;
import io.eventlake.family.xp.XpClaim;
import io.eventlake.family.xp.XpContext;
import io.eventlake.family.xp.XpEvent;
import io.eventlake.family.xp.XpFlag;
import io.eventlake.family.xp.XpResult;
import io.eventlake.family.xp.XpRules;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** The rows that one student has in the tables. */
final class StudentOutput {

  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(4);

  final List<List<Object>> versions = new ArrayList<>();
  final List<List<Object>> claims = new ArrayList<>();
  final List<List<Object>> facts = new ArrayList<>();
  final List<List<Object>> days = new ArrayList<>();

  private final String student;
  private final Roster roster;

  StudentOutput(String student, Roster roster) {
    this.student = student;
    this.roster = roster;
  }

  /**
   * Counts.
   *
   * @param histories the versions of each result
   */
  static StudentOutput of(
      String student, List<XpEvent> events, List<List<XpResult>> histories, Roster roster) {
    StudentOutput output = new StudentOutput(student, roster);
    List<XpResult> current = new ArrayList<>();
    for (List<XpResult> history : histories) {
      if (!history.isEmpty()) {
        output.history(history);
        current.add(history.get(history.size() - 1));
      }
    }

    XpRules counted = XpRules.count(events, current);
    counted.claims().forEach(claim -> output.claims.add(output.claim(claim)));
    output.earnings(counted.earnings());
    return output;
  }

  private void history(List<XpResult> history) {
    for (int i = 0; i < history.size(); i++) {
      XpResult result = history.get(i);
      Long until = i + 1 < history.size() ? history.get(i + 1).since : null;
      versions.add(
          Arrays.asList(
              result.id,
              student,
              result.activity,
              result.attempt,
              result.state.word(),
              result.graded,
              result.banked,
              result.xp,
              result.scored,
              result.since,
              until,
              day(result.scored)));
    }
  }

  private List<Object> claim(XpClaim claim) {
    XpEvent event = claim.event;
    XpResult result = claim.result;
    boolean isEvent = event != null;
    long time = isEvent ? event.time : result.scored;
    return Arrays.asList(
        isEvent ? "caliper" : "oneroster",
        isEvent ? event.id : result.id,
        student,
        isEvent ? event.activity : result.activity,
        claim.attempt,
        isEvent ? event.xp : result.xp,
        time,
        isEvent ? event.arrival : result.modified,
        claim.role.word(),
        scaled(claim.counted),
        scaled(claim.bundled),
        claim.bundleEvent,
        isEvent ? event.context.producer : null,
        isEvent ? event.context.app : null,
        day(time));
  }

  private void earnings(List<Earning> earnings) {
    TreeMap<Integer, Sums> sums = new TreeMap<>();
    for (Earning earning : earnings) {
      Roster.Place place = roster.at(student, earning.time());
      int day =
          (int)
              Instant.EPOCH
                  .plus(earning.time(), ChronoUnit.MICROS)
                  .atZone(place.zone)
                  .toLocalDate()
                  .toEpochDay();
      facts.add(fact(earning, place, day));
      sums.computeIfAbsent(day, any -> new Sums()).add(earning);
    }

    sums.forEach(
        (day, sum) ->
            days.add(Arrays.asList(student, day, sum.xp, sum.active, sum.gone, sum.doubtful)));
  }

  private List<Object> fact(Earning earning, Roster.Place place, int day) {
    XpEvent event = earning.event();
    XpContext context = event == null ? null : event.context;
    boolean isAlone = earning.attempt == null && earning.result() == null;
    List<String> sources = earning.sources();
    return Arrays.asList(
        student,
        earning.activity,
        earning.attempt,
        scaled(earning.xp()),
        earning.isVoid() ? "void" : "active",
        earning.isOfResult() ? "oneroster" : "caliper",
        sources,
        String.join(",", sources),
        earning.flag() == null ? null : earning.flag().word(),
        earning.time(),
        day,
        place.zone.getId(),
        place.school,
        context == null ? null : context.app,
        context == null ? null : context.course,
        context == null ? null : context.subject,
        isAlone ? event.id : null);
  }

  /** Of a day. */
  private static final class Sums {
    private BigDecimal xp = ZERO;
    private long active;
    private long gone;
    private long doubtful;

    void add(Earning earning) {
      xp = xp.add(earning.xp());
      active += earning.isVoid() ? 0 : 1;
      gone += earning.isVoid() ? 1 : 0;
      XpFlag flag = earning.flag();
      doubtful += flag == XpFlag.SUSPECTED || flag == XpFlag.UNEXPLAINED ? 1 : 0;
    }
  }

  private static int day(long micros) {
    return (int) Math.floorDiv(micros, MICROS_PER_DAY);
  }

  private static BigDecimal scaled(BigDecimal value) {
    return value == null ? null : value.setScale(ZERO.scale());
  }
}
