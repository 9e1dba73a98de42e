package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunSummaryTest {

  @Test
  void outcomesComeInTheOrderOfARecordsWayAndWhatIsNewsIsToldWithoutAny() throws IOException {
    assertThat(
            told(
                Map.of(
                    "silver", 7L, "read", 10L, "further", 2L, "handed_over", 8L, "of_tomorrow", 1L),
                Map.of()))
        .containsSubsequence(
            "records handed over by the source",
            "records read",
            "- of these, events behind the first of their record",
            "rejected, in bronze.dead_letters",
            "distinct events, in silver.events",
            "duplicates of these",
            "late for their session, in ops.late_events",
            "of_tomorrow")
        .doesNotContain("handed_over", "further", "without consent", "A rebuild");
  }

  @Test
  void rejectedRecordsAreToldByReason() throws IOException {
    assertThat(told(Map.of("dead_letter", 5L), Map.of("BAD_ID", 1L, "BAD_ENUM", 4L)))
        .containsSubsequence("rejected", "5", "- BAD_ENUM", "4", "- BAD_ID", "1", "duplicates");
  }

  @Test
  void manyLateEventsAreAWarningWithItsRemedy() throws IOException {
    assertThat(told(Map.of("silver", 1_000L, "late", 2L), Map.of()))
        .contains("2 of 1000 events (0.2 %) came after the state of their session was gone")
        .contains("A rebuild of their days puts them there");
  }

  private static String told(Map<String, Long> outcomes, Map<String, Long> reasons)
      throws IOException {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    RunSummary.records(outcomes, reasons, writer);
    writer.flush();
    return out.toString();
  }
}
