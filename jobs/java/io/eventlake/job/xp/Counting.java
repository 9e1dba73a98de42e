package io.eventlake.job.xp;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.xp.Roster;
import io.eventlake.lake.publish.TableChange;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts students anew, one after the other, and writes what differs from the tables; in memory is
 * one student at a time.
 */
final class Counting implements AutoCloseable {

  /** Students up to which files are asked for them by name. */
  private static final int FEW = 1_000;

  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private final Sources sources;
  private final Roster roster;
  private final Difference versions;
  private final Difference claims;
  private final Difference facts;
  private final Difference days;
  private final Difference runs;
  private final Map<String, Long> flags = new TreeMap<>();
  private long strangers;

  Counting(LakeTables own, Sources sources, Roster roster) {
    this.sources = sources;
    this.roster = roster;
    this.versions = new Difference(own, XpTables.VERSIONS, "score_dt");
    this.claims = new Difference(own, XpTables.CLAIMS, "claim_dt");
    this.facts = new Difference(own, XpTables.FACTS, "local_dt");
    this.days = new Difference(own, XpTables.DAYS, "local_dt");
    this.runs = new Difference(own, XpTables.RUNS, "run_dt");
  }

  /** Counts them. */
  void run(Set<String> students) {
    XpQueries queries = sources.queries(students, FEW);
    try (StudentRows events = rows(queries.events(), students);
        StudentRows results = rows(queries.results(), students);
        StudentRows hadVersions = had(queries, XpTables.VERSIONS.toString(), versions, students);
        StudentRows hadClaims = had(queries, XpTables.CLAIMS.toString(), claims, students);
        StudentRows hadFacts = had(queries, XpTables.FACTS.toString(), facts, students);
        StudentRows hadDays = had(queries, XpTables.DAYS.toString(), days, students)) {
      for (String student : students) {
        StudentOutput made =
            StudentOutput.of(
                student,
                StudentInput.events(events.of(student)),
                StudentInput.results(results.of(student), sources.bulks),
                roster);
        replace(versions, hadVersions.of(student), made.versions);
        replace(claims, hadClaims.of(student), made.claims);
        replace(facts, hadFacts.of(student), made.facts);
        replace(days, hadDays.of(student), made.days);
        note(student, made);
      }

      Stream.of(events, results, hadVersions, hadClaims, hadFacts, hadDays)
          .forEach(StudentRows::requireEnd);
    }
  }

  private StudentRows rows(String query, Set<String> students) {
    return new StudentRows(sources.engine, query, students);
  }

  private StudentRows had(
      XpQueries queries, String table, Difference difference, Set<String> students) {
    return rows(queries.had(table, difference.values.columns()), students);
  }

  private static void replace(
      Difference difference, List<List<Object>> had, List<List<Object>> made) {
    difference.replace(
        had.stream().map(row -> difference.values.ofQuery(row, 1)).collect(Collectors.toList()),
        made);
  }

  private void note(String student, StudentOutput made) {
    strangers += roster.has(student) || made.facts.isEmpty() ? 0 : 1;
    int flag = facts.values.position("flag");
    for (List<Object> fact : made.facts) {
      if (fact.get(flag) != null) {
        flags.merge((String) fact.get(flag), 1L, Long::sum);
      }
    }
  }

  /** Counted students that the roster does not have. */
  long strangers() {
    return strangers;
  }

  /** Earnings of the students by flag. */
  Map<String, Long> flags() {
    return flags;
  }

  /** Rows that came and went, by table. */
  Map<String, long[]> changes() {
    Map<String, long[]> changes = new LinkedHashMap<>();
    changes.put(XpTables.VERSIONS.toString(), changes(versions));
    changes.put(XpTables.CLAIMS.toString(), changes(claims));
    changes.put(XpTables.FACTS.toString(), changes(facts));
    changes.put(XpTables.DAYS.toString(), changes(days));
    return changes;
  }

  private static long[] changes(Difference difference) {
    return new long[] {difference.added(), difference.removed()};
  }

  /**
   * What is to be published, with a note of the run.
   *
   * @param time of the run, microseconds since the epoch, UTC
   */
  List<TableChange> complete(int students, long time) {
    long added = changes().values().stream().mapToLong(each -> each[0]).sum();
    long removed = changes().values().stream().mapToLong(each -> each[1]).sum();
    runs.add(
        Arrays.asList(
            time,
            sources.from(),
            sources.to(),
            sources.lastDelivery(),
            sources.rules,
            (long) students,
            added,
            removed,
            (int) Math.floorDiv(time, MICROS_PER_DAY)));
    return all().map(Difference::complete).filter(Objects::nonNull).collect(Collectors.toList());
  }

  private Stream<Difference> all() {
    return Stream.of(versions, claims, facts, days, runs);
  }

  @Override
  public void close() {
    all().forEach(Difference::close);
  }
}
