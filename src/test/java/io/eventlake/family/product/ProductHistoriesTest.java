package io.eventlake.family.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.connector.standin.TableHistory;
import io.eventlake.family.product.generate.ProductWrites;
import io.eventlake.testing.Seed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Properties 17 and 18 of histories of writes that are drawn, by exports as DynamoDB makes them of
 * these: of a day what it became by the day's end, of all what it became at last.
 */
class ProductHistoriesTest {

  private static final int HISTORIES = 40;
  private static final int DAYS = 3;
  private static final LocalDate FIRST = LocalDate.parse("2026-03-01");
  private static final LocalDate LAST = FIRST.plusDays(DAYS - 1);

  private static long seed;

  @BeforeAll
  static void draw() {
    seed = Seed.of(ProductHistoriesTest.class, 20_260_311);
  }

  static LongStream histories() {
    return LongStream.range(0, HISTORIES);
  }

  /** What only the days have was touched or deleted later; what a backfill has, they have. */
  @ParameterizedTest
  @MethodSource("histories")
  void aBackfillHasWhatTheDaysHaveButForWhatWasTouchedLater(long number) {
    TableHistory history = new TableHistory();
    Map<String, Instant> last = new HashMap<>();
    writes(number)
        .items(
            300,
            (time, keys, image) -> {
              history.write(time, keys, image);
              last.merge(keys, time, (one, other) -> one.isAfter(other) ? one : other);
            });
    CountedDays days = new CountedDays();
    for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
      days.read(day, day, history.changes(midnight(day), midnight(day.plusDays(1))));
    }

    CountedDays backfill =
        new CountedDays().read(FIRST, LAST, history.items(midnight(LAST.plusDays(1))));
    assertThat(days.keys()).containsAll(backfill.keys());
    Set<List<Object>> more = new HashSet<>(days.keys());
    more.removeAll(backfill.keys());
    for (List<Object> activity : more) {
      Instant told = last.get(keys(activity));
      assertThat(told)
          .as("%s of history %d", activity, number)
          .isAfterOrEqualTo(midnight(LocalDate.ofEpochDay((int) activity.get(3)).plusDays(1)));
    }

    // Property 18, and that a backfill behind the days lowers nothing.
    String before = days.text();
    days.read(FIRST, LAST, history.items(midnight(LAST.plusDays(1))));
    days.read(LAST, LAST, history.changes(midnight(LAST), midnight(LAST.plusDays(1))));
    assertThat(days.text()).isEqualTo(before);
  }

  /** The order of the days does not matter, nor does a backfill that comes first. */
  @ParameterizedTest
  @MethodSource("histories")
  void anyOrderOfExportsGivesTheSameFigures(long number) {
    TableHistory history = new TableHistory();
    writes(number).items(200, history::write);
    List<LocalDate> order = new ArrayList<>(FIRST.datesUntil(LAST.plusDays(1)).toList());
    String forward = counted(history, order, false);
    Collections.reverse(order);
    assertThat(counted(history, order, true)).isEqualTo(forward);
  }

  private static String counted(TableHistory history, List<LocalDate> order, boolean isAllFirst) {
    CountedDays days = new CountedDays();
    if (isAllFirst) {
      days.read(FIRST, LAST, history.items(midnight(LAST.plusDays(1))));
    }

    for (LocalDate day : order) {
      days.read(day, day, history.changes(midnight(day), midnight(day.plusDays(1))));
    }

    return days.text();
  }

  private static ProductWrites writes(long number) {
    return new ProductWrites(seed + number, midnight(FIRST), Duration.ofDays(DAYS));
  }

  private static String keys(List<Object> activity) {
    return "{\"modelId\":{\"S\":\"%s\"},\"owner\":{\"S\":\"%s\"}}"
        .formatted(activity.get(1), activity.get(2));
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
