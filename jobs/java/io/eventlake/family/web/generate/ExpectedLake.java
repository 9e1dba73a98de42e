package io.eventlake.family.web.generate;

import io.eventlake.event.KeyKind;
import io.eventlake.operator.segment.SegmentMembership;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the lake must hold once a run over generated events has ended: an oracle in plain
 * collections that follows the design (semantics, sections 1 to 4) and shares no code with the job.
 *
 * <p>Takes records in the order in which the job reads them. Holds about 700 bytes of each.
 */
public final class ExpectedLake {

  /** Stands for an event id that the lake derives, as the producer sent none. */
  public static final String DERIVED_ID = "(derived)";

  private final Map<String, List<SegmentMembership>> memberships;
  private final List<Arrival> bronze = new ArrayList<>();
  private final List<Arrival> deadLetters = new ArrayList<>();
  private final List<Arrival> silver = new ArrayList<>();
  private final List<Arrival> late = new ArrayList<>();
  private final Map<KeyKind, Map<String, Set<Object>>> seen = new HashMap<>();
  private final ExpectedSessions sessions = new ExpectedSessions();
  private final Set<Arrival> healed = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Arrival> beyondBound = Collections.newSetFromMap(new IdentityHashMap<>());
  private long noConsent;
  private long noSession;

  /** A lake without segments. */
  public ExpectedLake() {
    this(Collections.emptyMap());
  }

  /**
   * @param memberships segments by {@code user_id_hash}
   */
  public ExpectedLake(Map<String, List<SegmentMembership>> memberships) {
    this.memberships = memberships;
  }

  /**
   * Adds a record that lies in a file.
   *
   * @param shardId the file, relative to its directory
   * @param sequenceNumber the line, counted from 1
   */
  public void add(GeneratedEvent event, String shardId, String sequenceNumber) {
    add(event, shardId, sequenceNumber, event.arrivalMillis());
  }

  /**
   * Adds a record of a stream.
   *
   * @param arrivalMillis when the stream took it, epoch milliseconds
   */
  public void add(GeneratedEvent event, String shardId, String sequenceNumber, long arrivalMillis) {
    add(new Arrival(event, shardId, sequenceNumber, arrivalMillis));
  }

  void add(Arrival arrival) {
    switch (arrival.fate) {
      case REJECTED:
        deadLetters.add(arrival);
        break;
      case NO_CONSENT:
        noConsent++;
        break;
      default:
        bronze.add(arrival);
        if (firstOfItsEvent(arrival)) {
          addDistinct(arrival);
        }
    }
  }

  /** Puts late events into their sessions, as a rebuild does; takes no further records. */
  public void heal() {
    for (Arrival arrival : late) {
      healed.add(arrival);
      if (!sessions.add(arrival)) {
        beyondBound.add(arrival);
      }
    }

    late.clear();
  }

  /** The rows of a table, for example {@code silver.events}, in no particular order. */
  public List<Map<String, Object>> rows(String table) {
    switch (table) {
      case "bronze.events":
        return map(bronze, ExpectedEvents::bronze);
      case "bronze.dead_letters":
        return map(deadLetters, ExpectedEvents::deadLetter);
      case "silver.events":
        return map(silver, arrival -> ExpectedEvents.silver(arrival, inSession(arrival)));
      case "silver.sessions":
        return map(sessions.all(), ExpectedSession::sessionRow);
      case "gold.fact_funnel":
        return map(sessions.all(), session -> session.funnelRow(segments(session)));
      case "gold.fact_affiliate_clicks":
        return map(clicks(), ExpectedEvents::click);
      case "gold.minute_activity":
        return minutes();
      case "ops.record_counts":
        return recordCounts();
      case "ops.late_events":
        return map(late, ExpectedEvents::late);
      default:
        throw new IllegalArgumentException("The oracle knows nothing of a table " + table + ".");
    }
  }

  /** The counts of {@code expected.json}, by name. */
  public Map<String, Object> summary() {
    return ExpectedSummary.of(this, sessions.all());
  }

  /** Records by outcome and reason, as {@code ops.record_counts} adds them up. */
  private List<Map<String, Object>> recordCounts() {
    List<Map<String, Object>> counts = new ArrayList<>();
    long read = bronze.size() + deadLetters.size() + noConsent;
    count(counts, "handed_over", null, read);
    count(counts, "read", null, read);
    count(counts, "bronze", null, bronze.size());
    count(counts, "no_consent", null, noConsent);
    count(counts, "silver", null, silver.size());
    count(counts, "duplicate", null, bronze.size() - silver.size());
    count(counts, "no_session", null, noSession);
    count(counts, "late", null, late.size());
    count(counts, "beyond_bound", null, beyondBound.size());
    deadLetters.stream()
        .collect(Collectors.groupingBy(a -> a.reason, TreeMap::new, Collectors.counting()))
        .forEach((reason, records) -> count(counts, "dead_letter", reason.name(), records));
    return counts;
  }

  private List<Map<String, Object>> minutes() {
    return RowSums.by(
        () -> silver.stream().map(ExpectedLake::activity).iterator(),
        List.of("minute", "event_type", "geo_country", "ab_variant", "event_dt"),
        List.of("events", "payout_cents"));
  }

  private static Map<String, Object> activity(Arrival arrival) {
    Map<String, Object> row = ExpectedEvents.silver(arrival, true);
    LocalDateTime time = ExpectedEvents.utc(arrival.timeMillis * 1000);
    row.put("minute", time.truncatedTo(ChronoUnit.MINUTES));
    row.put("events", 1L);
    return row;
  }

  private boolean firstOfItsEvent(Arrival arrival) {
    return seen.computeIfAbsent(arrival.kind, kind -> new HashMap<>())
        .computeIfAbsent(arrival.key, key -> new HashSet<>(4))
        .add(arrival.identity());
  }

  private void addDistinct(Arrival arrival) {
    silver.add(arrival);
    if (arrival.kind == KeyKind.NONE) {
      noSession++;
    } else if (arrival.fate == GeneratedEvent.Fate.LATE_EVENT) {
      late.add(arrival);
    } else if (!sessions.add(arrival)) {
      beyondBound.add(arrival);
    }
  }

  private boolean inSession(Arrival arrival) {
    return arrival.kind != KeyKind.NONE
        && (arrival.fate != GeneratedEvent.Fate.LATE_EVENT || healed.contains(arrival))
        && !beyondBound.contains(arrival);
  }

  private List<Arrival> clicks() {
    return silver.stream()
        .filter(a -> WebEventType.AFFILIATE_CLICK.text.equals(a.content().get("event_type")))
        .collect(Collectors.toList());
  }

  private List<String> segments(ExpectedSession session) {
    if (session.userId == null) {
      return Collections.emptyList();
    }
    return memberships.getOrDefault(session.userId, Collections.emptyList()).stream()
        .filter(membership -> membership.activeAt(session.startMillis))
        .map(SegmentMembership::segmentKey)
        .distinct()
        .sorted()
        .collect(Collectors.toList());
  }

  private static void count(
      List<Map<String, Object>> counts, String outcome, String reason, long records) {
    if (records > 0) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("outcome", outcome);
      row.put("reason", reason);
      row.put("records", records);
      counts.add(row);
    }
  }

  private static <T> List<Map<String, Object>> map(
      List<T> values, Function<T, Map<String, Object>> row) {
    return values.stream().map(row).collect(Collectors.toList());
  }
}
