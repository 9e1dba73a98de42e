package io.eventlake.family.product;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.family.product.ProductProperties.Drawn;
import io.eventlake.testing.Seed;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Properties 1 to 17 of the owner's document (design: facts and metrics, section 2) of sets of
 * items that are drawn; 18 and 19 are the whole run's, in {@code MetricsRunITCase}.
 */
class ProductPropertiesTest {

  private static final int SETS = 60;
  private static final LocalDate FROM = ProductProperties.FIRST;
  private static final LocalDate TO = FROM.plusDays(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static long seed;

  @BeforeAll
  static void draw() {
    seed = Seed.of(ProductPropertiesTest.class, 20_260_310);
  }

  static LongStream sets() {
    return LongStream.range(0, SETS);
  }

  /** Properties 1 to 14, day by day and application by application. */
  @ParameterizedTest
  @MethodSource("sets")
  void figuresAreThoseOfTheItemsThatCount(long set) {
    List<Drawn> items = new ProductProperties(seed + set).items(80);
    for (LocalDate day = FROM; !day.isAfter(TO); day = day.plusDays(1)) {
      CountedDays counted = new CountedDays().read(day, day, lines(items, set));
      Map<String, AppDay> found = counted.apps();
      assertThat(found.keySet()).isEqualTo(keys(items, day));
      for (Map.Entry<String, AppDay> one : found.entrySet()) {
        List<Drawn> its = of(items, day, one.getValue().app);
        AppDay figures = one.getValue();
        List<Drawn> sessions = only(its, "session");
        assertThat(figures.games).as("6").isEqualTo(sessions.size());
        assertThat(figures.active)
            .as("2")
            .isEqualTo(sessions.stream().map(item -> item.user).distinct().count());
        assertThat(figures.parties).as("8, 9").isEqualTo(only(its, "party").size());
        assertThat(figures.joined).as("11 to 13").isEqualTo(only(its, "member").size());
        List<UserDay> users =
            counted.users().stream().filter(user -> user.app.equals(figures.app)).toList();
        assertThat(active(users)).as("5").isEqualTo(users(sessions));
        assertThat(users.stream().mapToLong(user -> user.games).sum())
            .as("7")
            .isEqualTo(figures.games);
        assertThat(users.stream().mapToLong(user -> user.parties).sum())
            .as("10")
            .isEqualTo(figures.parties);
        assertThat(games(users)).as("7").isEqualTo(perUser(sessions));
      }
    }
  }

  /** Property 15: order, repetition and the way that an item is told do not matter. */
  @ParameterizedTest
  @MethodSource("sets")
  void figuresAreAFunctionOfTheSet(long set) {
    List<Drawn> items = new ProductProperties(seed + set).items(60);
    String once = new CountedDays().read(FROM, TO, lines(items, set)).text();
    List<String> shuffled = new ArrayList<>(lines(items, set + 1));
    shuffled.addAll(lines(items, set));
    Collections.shuffle(shuffled, new Random(seed + set));
    CountedDays split = new CountedDays();
    int cut = shuffled.size() / 3;
    split.read(FROM, TO, shuffled.subList(cut, shuffled.size()));
    split.read(FROM, TO, shuffled.subList(0, cut));

    assertThat(split.text()).isEqualTo(once);
  }

  /** Property 17, and that a backfill after the days lowers nothing. */
  @ParameterizedTest
  @MethodSource("sets")
  void daysOneByOneAndABackfillAgree(long set) {
    List<Drawn> items = new ProductProperties(seed + set).items(60);
    CountedDays incremental = new CountedDays();
    for (LocalDate day = FROM; !day.isAfter(TO); day = day.plusDays(1)) {
      LocalDate of = day;
      incremental.read(
          day, day, lines(items.stream().filter(item -> of.equals(item.day())).toList(), set));
    }

    String all = new CountedDays().read(FROM, TO, lines(items, set)).text();
    assertThat(incremental.text()).isEqualTo(all);

    items.forEach(item -> item.updated = item.updated.plusSeconds(86_400));
    String grown = incremental.read(FROM, TO, lines(items, set)).text();
    for (String line : all.lines().toList()) {
      assertThat(grown).contains(line.substring(0, line.indexOf(':')));
    }
  }

  /** Properties 4 and 16: the time of a value is the midnight of its own day. */
  @ParameterizedTest
  @MethodSource("sets")
  void eachValueHasTheMidnightOfItsDay(long set) throws IOException {
    List<Drawn> items = new ProductProperties(seed + set).items(60);
    MetricValues values = new MetricValues(Instant.parse("2026-03-05T02:30:00Z"));
    Map<String, AppDay> apps =
        new TreeMap<>(new CountedDays().read(FROM, TO, lines(items, set)).apps());
    apps.values().forEach(app -> values.add(figures(app), Map.of()));

    List<String> found = new ArrayList<>();
    for (String line : values.lines()) {
      JsonNode value = JSON.readTree(line);
      assertThat(value.get("timestamp").asText()).endsWith("T00:00:00Z");
      found.add(value.get("timestamp").asText().substring(0, 10) + " " + value.get("App").asText());
      AppDay app = apps.get(found.get(found.size() - 1));
      assertThat(value.get("ActiveUsers").asLong()).isEqualTo(app.active);
      assertThat(value.get("PartiesJoined").asLong()).isEqualTo(app.joined);
    }

    assertThat(found).containsExactlyElementsOf(apps.keySet());
  }

  static AppFigures figures(AppDay app) {
    return new AppFigures(
        LocalDate.ofEpochDay(app.day), app.app, app.active, app.games, app.parties, app.joined);
  }

  /** Full or incremental, times as numbers or texts. */
  private static List<String> lines(List<Drawn> items, long how) {
    return items.stream()
        .map(item -> how % 2 == 0 ? item.full(how % 3 == 0) : item.change(how % 3 == 0))
        .toList();
  }

  private static Set<String> keys(List<Drawn> items, LocalDate day) {
    return items.stream()
        .filter(item -> day.equals(item.day()))
        .map(item -> day + " " + item.app)
        .collect(toSet());
  }

  private static List<Drawn> of(List<Drawn> items, LocalDate day, String app) {
    return items.stream().filter(item -> day.equals(item.day()) && app.equals(item.app)).toList();
  }

  private static List<Drawn> only(List<Drawn> items, String kind) {
    return items.stream().filter(item -> item.kind.equals(kind)).toList();
  }

  private static Set<String> users(List<Drawn> items) {
    return items.stream().map(item -> item.user).collect(toSet());
  }

  private static Set<String> active(List<UserDay> users) {
    Predicate<UserDay> isActive = user -> user.games > 0;
    return users.stream().filter(isActive).map(user -> user.user).collect(toSet());
  }

  private static Map<String, Long> games(List<UserDay> users) {
    Map<String, Long> games = new HashMap<>();
    users.stream().filter(user -> user.games > 0).forEach(user -> games.put(user.user, user.games));
    return games;
  }

  private static Map<String, Long> perUser(List<Drawn> sessions) {
    return sessions.stream().collect(groupingBy(item -> item.user, mapping(i -> i, counting())));
  }
}
