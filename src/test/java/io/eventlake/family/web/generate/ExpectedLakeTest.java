package io.eventlake.family.web.generate;

import static io.eventlake.family.web.generate.ArrivalBuilder.click;
import static io.eventlake.family.web.generate.ArrivalBuilder.interaction;
import static io.eventlake.family.web.generate.ArrivalBuilder.pageView;
import static io.eventlake.family.web.generate.ArrivalBuilder.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.event.RejectReason;
import io.eventlake.operator.segment.SegmentMembership;
import io.eventlake.testing.DdlRowType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle against cases that are worked out by hand. */
class ExpectedLakeTest {

  private static final LocalDateTime NOON = LocalDateTime.of(2026, 1, 5, 12, 0);

  @Test
  void validEventIsInBronzeAndSilver() {
    ExpectedLake lake =
        lakeOf(
            interaction(7)
                .put("event_id", "0000000A-0000-4000-8000-000000000000")
                .put("color", "blue")
                .set("chart", "control_value", 12.5)
                .set("chart", "product_ids", Arrays.asList("", "studio"))
                .set("ctx", "locale", "")
                .set("user", "consent", Map.of("analytics", true, "ads", false))
                .set("user", "plan", "pro")
                .arriving(61, 5));

    Map<String, Object> bronze = lake.rows("bronze.events").get(0);
    Map<String, Object> silver = lake.rows("silver.events").get(0);

    assertThat(bronze)
        .containsEntry("event_id", uuid(10))
        .containsEntry("unmapped", "{\"color\":\"blue\",\"user\":{\"plan\":\"pro\"}}")
        .containsEntry("ingest_dt", LocalDate.of(2026, 1, 5))
        .containsEntry("hour", "12")
        .containsEntry("arrival_ts", NOON.plusSeconds(61).plusNanos(5_000_000))
        .containsEntry("shard_id", "f")
        .containsEntry("sequence_number", "1");
    assertThat(bronze.get("privacy"))
        .hasToString("{analytics=true, ads=false, source_ip_anonymized=null}");
    assertThat(bronze.get("chart"))
        .hasToString("{product_ids=[, studio], action=sort, control_id=null, control_value=12.5}");
    assertThat(bronze.get("ctx"))
        .hasToString("{page_url=null, referrer=null, locale=, user_agent=null, ab_variant=null}");
    assertThat(bronze.get("user")).isNull();
    assertThat(silver)
        .containsEntry("locale", null)
        .containsEntry("chart_control_value", "12.5")
        .containsEntry("product_ids", Arrays.asList(null, "studio"))
        .containsEntry("event_dt", LocalDate.of(2026, 1, 5))
        .containsEntry("event_hour", "12");
  }

  @ParameterizedTest
  @CsvSource({
    "bronze.events, bronze/events, 23, ''",
    "bronze.dead_letters, bronze/dead_letters, 5, ''",
    "silver.events, silver/events, 27, ''",
    "silver.sessions, silver/sessions, 15, revision",
    "gold.fact_funnel, gold/fact_funnel, 14, ''",
    "gold.fact_affiliate_clicks, gold/fact_affiliate_clicks, 10, ''",
    "gold.minute_activity, gold/minute_activity, 7, ''",
    "ops.late_events, ops/late_events, 7, watermark_ts",
  })
  void rowsHaveTheColumnsOfTheirTable(String table, String ddl, int columns, String unknown) {
    ExpectedLake lake =
        lakeOf(
            click(1, 5, "t"),
            pageView(2).rejected(RejectReason.BAD_ID),
            pageView(3).fate(GeneratedEvent.Fate.LATE_EVENT));
    String definition = DdlRowType.text(ddl);

    assertThat(lake.rows(table).get(0).keySet())
        .hasSize(columns)
        .doesNotContain(unknown)
        .allSatisfy(
            column -> assertThat(definition).containsPattern("\n  `?" + column + "`? [a-z]"));
  }

  @Test
  void recordsAreCountedByOutcome() {
    ExpectedLake lake =
        lakeOf(
            pageView(1),
            pageView(1),
            pageView(2).rejected(RejectReason.BAD_ENUM),
            pageView(3).fate(GeneratedEvent.Fate.NO_CONSENT),
            pageView(4).session(""),
            pageView(5).fate(GeneratedEvent.Fate.LATE_EVENT));

    assertThat(lake.rows("ops.record_counts"))
        .extracting(row -> row.get("outcome") + " " + row.get("reason") + " " + row.get("records"))
        .containsExactlyInAnyOrder(
            "handed_over null 6",
            "read null 6",
            "bronze null 4",
            "dead_letter BAD_ENUM 1",
            "no_consent null 1",
            "silver null 3",
            "duplicate null 1",
            "no_session null 1",
            "late null 1");
    assertThat(lake.rows("silver.sessions")).hasSize(1);
    assertThat(lake.rows("ops.late_events")).extracting("event_id").containsExactly(uuid(5));
  }

  @Test
  void firstArrivalOfAnEventWins() {
    ExpectedLake lake = lakeOf(pageView(1).arriving(9, 0), pageView(1).arriving(8, 0));

    assertThat(lake.rows("bronze.events")).hasSize(2);
    assertThat(lake.rows("silver.events"))
        .extracting("arrival_ts")
        .containsExactly(NOON.plusSeconds(9));
  }

  @Test
  void sameIdInAnotherSessionIsAnotherEvent() {
    ExpectedLake lake = lakeOf(pageView(1), pageView(1).session("s2"), pageView(1).userOnly("s1"));

    assertThat(lake.rows("silver.events")).hasSize(3);
  }

  @Test
  void eventWithoutIdIsKnownByItsContent() {
    ExpectedLake lake =
        lakeOf(
            pageView(1).withoutId(),
            pageView(1).withoutId().arriving(60, 0),
            pageView(1).withoutId().put("source", "app"));

    assertThat(lake.rows("silver.events"))
        .extracting("event_id")
        .containsExactly(ExpectedLake.DERIVED_ID, ExpectedLake.DERIVED_ID);
  }

  @Test
  void clockAheadByMoreThanFiveMinutesIsNotTrusted() {
    ExpectedLake lake =
        lakeOf(pageView(1).at(300).arriving(0, 0), pageView(2).at(300, 1).arriving(0, 0));

    assertThat(lake.rows("silver.events")).extracting("clock_skewed").containsExactly(false, true);
    assertThat(lake.rows("silver.sessions"))
        .singleElement()
        .hasFieldOrPropertyWithValue("session_start_ts", NOON)
        .hasFieldOrPropertyWithValue("session_end_ts", NOON.plusMinutes(5));
  }

  @Test
  void minutesAddUp() {
    ExpectedLake lake =
        lakeOf(click(1, 5, "t"), click(2, null, "t").at(59, 999), click(3, 9, "t").at(60));

    assertThat(lake.rows("gold.minute_activity"))
        .extracting(
            row -> row.get("minute") + " " + row.get("events") + " " + row.get("payout_cents"))
        .containsExactly(NOON + " 2 5", NOON.plusMinutes(1) + " 1 9");
  }

  @Test
  void segmentsAreThoseAtTheSessionsStart() {
    long noon = ArrivalBuilder.NOON.toEpochMilli();
    ExpectedLake lake =
        new ExpectedLake(
            Map.of(
                "u",
                List.of(
                    new SegmentMembership("open", noon, Long.MAX_VALUE),
                    new SegmentMembership("joined_later", noon + 1, Long.MAX_VALUE),
                    new SegmentMembership("left", noon - 5, noon),
                    new SegmentMembership("closed_later", noon - 5, noon + 1))));
    lake.add(pageView(1).set("user", "user_id_hash", "u").build());
    lake.add(pageView(2).session("s2").build());

    assertThat(lake.rows("gold.fact_funnel"))
        .extracting(row -> row.get("segments") + " " + row.get("segments_text"))
        .containsExactly("[closed_later, open] closed_later,open", "[] ");
  }

  @Test
  void unknownTableIsRefused() {
    assertThatThrownBy(() -> new ExpectedLake().rows("gold.events"))
        .hasMessage("The oracle knows nothing of a table gold.events.");
  }

  static ExpectedLake lakeOf(ArrivalBuilder... arrivals) {
    ExpectedLake lake = new ExpectedLake();
    Arrays.stream(arrivals).forEach(arrival -> lake.add(arrival.build()));
    return lake;
  }
}
