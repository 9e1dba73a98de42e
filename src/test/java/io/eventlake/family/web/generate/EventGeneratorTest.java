package io.eventlake.family.web.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.eventlake.event.RejectReason;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EventGeneratorTest {

  private static final int MANY = 50_000;

  /** Changes only with the generated traffic itself, which other golden files rest on. */
  private static final String GOLDEN =
      "617e74e5a46555fdb0042e0af6f81a27f67edb32801c21870d0c64be39c22ff6";

  @Test
  void seedDeterminesEveryByte() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (GeneratedEvent event : generate(GeneratorOptions.events(1_000).seed(42))) {
      digest.update(event.json());
      digest.update((byte) '\n');
    }

    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(GOLDEN);
  }

  @Test
  void otherSeedMakesOtherEvents() {
    assertThat(generate(GeneratorOptions.events(1).seed(1)).get(0).json())
        .isNotEqualTo(generate(GeneratorOptions.events(1).seed(2)).get(0).json());
  }

  @Test
  void eventsComeInOrderOfArrivalOverTheSpan() {
    List<GeneratedEvent> events = generate(GeneratorOptions.events(MANY).span(Duration.ofHours(3)));
    GeneratedEvent first = events.get(0);
    GeneratedEvent last = events.get(MANY - 1);

    assertThat(events).isSortedAccordingTo((a, b) -> Long.compare(a.dueMillis(), b.dueMillis()));
    assertThat(first.dueMillis()).isBetween(start(), start() + 5_000);
    assertThat(last.dueMillis() - start())
        .isCloseTo(Duration.ofHours(3).toMillis(), within(Duration.ofMinutes(10).toMillis()));
  }

  @Test
  void copiesAreTheSameBytesWithinTheirTime() {
    Map<String, List<Long>> arrivals = new TreeMap<>();
    GeneratorOptions.Builder options =
        GeneratorOptions.events(MANY)
            .span(Duration.ofHours(3))
            .share(Quirk.DUPLICATE, 0)
            .share(Quirk.RESENT, 0)
            .share(Quirk.WITHOUT_ID, 0)
            .copies(5)
            .copiesWithin(Duration.ofMinutes(10));
    for (GeneratedEvent event : generate(options)) {
      arrivals
          .computeIfAbsent(new String(event.json(), UTF_8), json -> new ArrayList<>())
          .add(event.dueMillis());
    }

    long tenMinutes = Duration.ofMinutes(10).toMillis();
    long end = start() + Duration.ofHours(3).toMillis() - 2 * tenMinutes;
    arrivals.values().removeIf(times -> times.get(0) < start() + tenMinutes || times.get(0) > end);
    assertThat(arrivals).hasSizeGreaterThan(MANY / 10);
    assertThat(arrivals.values())
        .allSatisfy(
            times -> {
              assertThat(times).hasSize(5);
              assertThat(times.get(4) - times.get(0)).isBetween(0L, tenMinutes);
            });
  }

  @Test
  void everyQuirkHasItsShare() {
    Map<String, Integer> counts = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (GeneratedEvent event : generate(GeneratorOptions.events(MANY))) {
      count(counts, event, seen);
    }

    assertShare(counts, "again", 0.0255, 0.004);
    assertShare(counts, "without id", 0.035, 0.005);
    assertShare(counts, "late", 0.012, 0.004);
    assertShare(counts, "skewed", 0.003, 0.001);
    assertShare(counts, "no consent", 0.04, 0.01);
    assertShare(counts, "rejected", 0.01, 0.003);
    assertShare(counts, "user only", 0.085, 0.02);
    assertShare(counts, "no session", 0.021, 0.008);
  }

  @Test
  void everyReasonOccursAndNoRecordHoldsALineBreak() {
    Map<RejectReason, Integer> reasons = new EnumMap<>(RejectReason.class);
    for (GeneratedEvent event :
        generate(GeneratorOptions.events(5_000).share(Quirk.OVERSIZED, 0.001))) {
      if (event.rejectReason() != null) {
        reasons.merge(event.rejectReason(), 1, Integer::sum);
      }
      assertThat(event.json()).doesNotContain('\n');
    }

    assertThat(reasons)
        .containsOnlyKeys(
            Arrays.stream(RejectReason.values())
                .filter(reason -> !reason.ofSource() && !reason.ofEntities())
                .toArray(RejectReason[]::new));
  }

  @Test
  void eventsAreAsLargeAsRealOnes() {
    assertThat(generate(GeneratorOptions.events(5_000)))
        .extracting(event -> event.json().length)
        .satisfies(
            sizes ->
                assertThat(sizes.stream().mapToInt(i -> i).average().orElseThrow())
                    .isBetween(800.0, 1_000.0));
  }

  @Test
  void variantLeadsMoreSessionsThroughTheFunnel() {
    ExpectedLake lake = new ExpectedLake();
    generate(GeneratorOptions.events(MANY)).forEach(event -> lake.add(event, "f", "1"));
    Map<String, double[]> rates = new TreeMap<>();
    for (Map<String, Object> row : lake.rows("gold.fact_funnel")) {
      double[] rate = rates.computeIfAbsent(row.get("ab_variant") + "", v -> new double[3]);
      rate[0]++;
      rate[1] += (boolean) row.get("saw_comparison") ? 1 : 0;
      rate[2] += (boolean) row.get("clicked_affiliate") ? 1 : 0;
    }

    double[] a = rates.get("A");
    double[] b = rates.get("B");
    assertThat(b[1] / b[0]).isGreaterThan(1.2 * a[1] / a[0]);
    assertThat(b[2] / b[0]).isGreaterThan(1.3 * a[2] / a[0]);
  }

  @Test
  void eventBeyondTheHorizonComesTwoDaysLate() {
    List<GeneratedEvent> events =
        generate(
            GeneratorOptions.events(MANY)
                .span(Duration.ofHours(120))
                .share(Quirk.BEYOND_HORIZON, 0.01));

    assertThat(events)
        .filteredOn(event -> event.fate() == GeneratedEvent.Fate.LATE_EVENT)
        .hasSizeGreaterThan(50)
        .allSatisfy(
            event ->
                assertThat(event.arrivalMillis() - event.tsMicros() / 1000)
                    .isGreaterThan(Duration.ofHours(50).toMillis()));
  }

  @Test
  void crawlerGoesBeyondTheBoundOfASession() {
    ExpectedLake lake = new ExpectedLake();
    generate(GeneratorOptions.events(30_000).span(Duration.ofHours(6)).crawlers(1))
        .forEach(event -> lake.add(event, "f", "1"));

    assertThat((Long) lake.summary().get("beyond_bound")).isPositive();
  }

  @Test
  void wrongOptionsAreRefused() {
    assertThatThrownBy(() -> GeneratorOptions.events(0))
        .hasMessage("the number of events must be positive");
    assertThatThrownBy(() -> GeneratorOptions.events(1).share(Quirk.LATE, 1.5))
        .hasMessage("the share of LATE must lie between 0 and 1");
    assertThatThrownBy(() -> GeneratorOptions.events(Long.MAX_VALUE).build())
        .hasMessage("a stream without end wants a number of events per second");
  }

  private static void count(Map<String, Integer> counts, GeneratedEvent event, Set<String> seen) {
    if (event.rejectReason() != null) {
      counts.merge("rejected", 1, Integer::sum);
      return;
    }

    Arrival arrival = new Arrival(event, "f", "1", event.arrivalMillis());
    long delay = event.arrivalMillis() - arrival.timeMillis;
    boolean again = !seen.add(arrival.kind + "/" + arrival.key + "/" + arrival.identity());
    counts.merge("again", again ? 1 : 0, Integer::sum);
    counts.merge("without id", arrival.id == null ? 1 : 0, Integer::sum);
    counts.merge("late", !again && delay > 60_000 ? 1 : 0, Integer::sum);
    counts.merge("skewed", arrival.skewed ? 1 : 0, Integer::sum);
    boolean refused = event.fate() == GeneratedEvent.Fate.NO_CONSENT;
    counts.merge("no consent", refused ? 1 : 0, Integer::sum);
    counts.merge(
        switch (arrival.kind) {
          case SESSION -> "session";
          case USER -> "user only";
          case NONE -> "no session";
        },
        1,
        Integer::sum);
  }

  private static void assertShare(
      Map<String, Integer> counts, String name, double share, double tolerance) {
    assertThat(counts.get(name) / (double) MANY).as(name).isCloseTo(share, within(tolerance));
  }

  private static long start() {
    return GeneratorOptions.DEFAULT_START.toEpochMilli();
  }

  static List<GeneratedEvent> generate(GeneratorOptions.Builder options) {
    List<GeneratedEvent> events = new ArrayList<>();
    new EventGenerator(options.build()).forEachRemaining(events::add);
    return events;
  }
}
