package io.eventlake.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNamesTest {

  private static final List<String> NAMES =
      List.of(
          "clickstream",
          "segments",
          "bronze.events",
          "silver.events",
          "silver.sessions",
          "page_view",
          "sort",
          "session.gap");

  @ParameterizedTest
  @CsvSource({
    "clickstrem, clickstream",
    "clikcstream, clickstream",
    "CLICKSTREAM, clickstream",
    "segment, segments",
    "silver.event, silver.events",
    "sessions, silver.sessions",
    "pageview, page_view",
    "page-view, page_view",
    "srot, sort",
    "gap, session.gap"
  })
  void theNearestIsFound(String word, String name) {
    assertThat(NearestNames.of(word, NAMES)).containsExactly(name);
  }

  @ParameterizedTest
  @CsvSource({"kafka", "x", "'  '", "''", "silver", "view"})
  void whatIsFarFromAllHasNone(String word) {
    assertThat(NearestNames.of(word, NAMES)).isEmpty();
  }

  @Test
  void aTextIsNoName() {
    assertThat(NearestNames.of("sort".repeat(1_000_000), NAMES)).isEmpty();
  }

  @Test
  void equallyNearOnesAreAllNamed() {
    assertThat(NearestNames.asked("events", NAMES))
        .isEqualTo(", did you mean bronze.events or silver.events?");
  }

  @Test
  void allAreNamedBehindTheNearest() {
    List<String> jobs = List.of("clickstream", "segments");

    assertThat("no job x" + NearestNames.among("x", jobs, "the jobs are"))
        .isEqualTo("no job x; the jobs are clickstream, segments");
    assertThat("no job segment" + NearestNames.among("segment", jobs, "the jobs are"))
        .isEqualTo("no job segment, did you mean segments? The jobs are clickstream, segments");
  }
}
