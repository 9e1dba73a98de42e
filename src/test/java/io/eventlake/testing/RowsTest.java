package io.eventlake.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.family.web.generate.ExpectedLake;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowsTest {

  private static final String UUID = "f81d4fae-7dec-41d0-a765-00a0c91e6bf6";

  @Test
  void rowsInAnotherOrderAreTheSame() {
    Rows rows = Rows.of(List.of(row("id", "a", "n", 1), row("id", "b", "n", 2)));

    assertThatCode(() -> rows.assertSame(List.of(row("id", "b", "n", 2L), row("id", "a", "n", 1L))))
        .doesNotThrowAnyException();
  }

  @Test
  void structOfNullsIsNullAndOtherColumnsAreNotLookedAt() {
    Rows rows = Rows.of(List.of(row("id", "a", "utm", row("term", null), "revision", 3)));

    assertThatCode(() -> rows.assertSame(List.of(row("id", "a", "utm", null))))
        .doesNotThrowAnyException();
  }

  @Test
  void repeatedRowIsTooMany() {
    Rows rows = Rows.of(List.of(row("id", "a"), row("id", "a")));

    assertThatThrownBy(() -> rows.assertSame(List.of(row("id", "a"))))
        .hasMessage("1 rows expected, 2 found; missing 0, too many 1\n  too many {id=a}");
  }

  @Test
  void differenceNamesTheColumns() {
    Rows rows = Rows.of(List.of(row("id", "a", "kind", "x", "n", 1)));

    assertThatThrownBy(() -> rows.assertSame(List.of(row("id", "a", "kind", "x", "n", 2))))
        .hasMessage(
            "1 rows expected, 1 found; missing 1, too many 1\n"
                + "  missing {id=a, kind=x, n=2}\n"
                + "    n: expected 2, found 1");
  }

  @Test
  void derivedIdIsAnyUuidButNoOtherText() {
    List<Map<String, Object>> expected =
        List.of(row("id", ExpectedLake.DERIVED_ID, "session", "u-" + ExpectedLake.DERIVED_ID));

    assertThatCode(
            () -> Rows.of(List.of(row("id", UUID, "session", "u-" + UUID))).assertSame(expected))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> Rows.of(List.of(row("id", "42", "session", "u-" + UUID))).assertSame(expected))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void noRowIsExpectedWhereSomeAre() {
    assertThatThrownBy(() -> Rows.of(List.of(row("id", "a"))).assertSame(List.of()))
        .hasMessageContaining("0 rows expected, 1 found");
  }

  @Test
  void sumsAdditiveRows() {
    Rows rows =
        Rows.of(
            Arrays.asList(
                row("minute", 1, "events", 2L, "payout", null),
                row("minute", 2, "events", 1L, "payout", 5L),
                row("minute", 1, "events", 3L, "payout", 7L)));

    rows.sum(List.of("minute"), List.of("events", "payout"))
        .assertSame(
            List.of(
                row("minute", 1, "events", 5L, "payout", 7L),
                row("minute", 2, "events", 1L, "payout", 5L)));
  }

  private static Map<String, Object> row(Object... columnsAndValues) {
    Map<String, Object> row = new HashMap<>();
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      row.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
    }
    return row;
  }
}
