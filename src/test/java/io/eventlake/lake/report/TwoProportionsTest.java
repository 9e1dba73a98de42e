package io.eventlake.lake.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The test of variants against values of tables, and its words. */
class TwoProportionsTest {

  /** 220 of 400 pooled: a difference of 0.1 is 2.0101 standard errors of 0.04975. */
  @Test
  void chanceIsThatOfTheNormalDistribution() {
    assertThat(TwoProportions.chance(10, 100, 10, 100)).isEqualTo(1);
    assertThat(TwoProportions.chance(100, 200, 120, 200)).isCloseTo(0.0444, within(0.0001));
    assertThat(TwoProportions.chance(120, 200, 100, 200)).isCloseTo(0.0444, within(0.0001));
    assertThat(TwoProportions.chance(278, 2819, 452, 2830)).isBetween(0.0, 1e-10);
  }

  @Test
  void fewSessionsSayNothing() {
    assertThat(TwoProportions.suffice(4, 40, 4, 40)).isFalse();
    assertThat(TwoProportions.suffice(5, 50, 5, 50)).isTrue();
    assertThat(TwoProportions.suffice(0, 500, 0, 500)).isFalse();
    assertThat(TwoProportions.suffice(500, 500, 500, 500)).isFalse();
    assertThat(TwoProportions.suffice(0, 0, 0, 0)).isFalse();
  }

  @Test
  void aDifferenceIsToldInWords() {
    assertThat(told("A", 100, 20, "B", 100, 80))
        .containsExactly(
            "B’s click rate is higher than A’s by 60.00 points; such a difference would come by"
                + " chance in fewer than 1 of 1,000 tests.");
    assertThat(told("A", 200, 120, "B", 200, 100))
        .containsExactly(
            "B’s click rate is lower than A’s by 10.00 points; such a difference would come by"
                + " chance in 4.4 of 100 tests.");
    assertThat(told("A", 200, 100, "B", 200, 110))
        .containsExactly(
            "No difference between A and B can be told: their click rates are 5.00 points apart,"
                + " as would come by chance in 32 of 100 tests.");
    assertThat(told("A", 20, 1, "B", 20, 2))
        .containsExactly(
            "No difference between A and B can be told: there are too few sessions with a click,"
                + " or without one.");
  }

  @Test
  void eachVariantIsComparedWithTheFirstAndNoneIsNot() {
    List<String> sentences = told("A", 200, 100, "B", 200, 120, "C", 200, 190, null, 200, 10);

    assertThat(sentences).hasSize(2);
    assertThat(sentences.get(0)).contains("between A and B", "in 9 of 100 tests");
    assertThat(sentences.get(1)).startsWith("C’s click rate is higher than A’s by 45.00 points");
    assertThat(told("A", 200, 100, null, 200, 10)).isEmpty();
  }

  /** Of names, sessions and clicks. */
  private static List<String> told(Object... values) {
    List<List<Object>> rows =
        IntStream.range(0, values.length / 3)
            .mapToObj(
                i ->
                    Arrays.asList(
                        values[3 * i],
                        ((Integer) values[3 * i + 1]).longValue(),
                        ((Integer) values[3 * i + 2]).longValue()))
            .toList();
    return VariantComparison.sentences(
        new ReportTable(List.of("ab_variant", "sessions", "clicked_affiliate"), rows));
  }
}
