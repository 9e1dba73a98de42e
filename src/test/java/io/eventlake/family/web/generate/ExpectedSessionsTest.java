package io.eventlake.family.web.generate;

import static io.eventlake.family.web.generate.ArrivalBuilder.click;
import static io.eventlake.family.web.generate.ArrivalBuilder.interaction;
import static io.eventlake.family.web.generate.ArrivalBuilder.pageView;
import static io.eventlake.family.web.generate.ArrivalBuilder.uuid;
import static io.eventlake.family.web.generate.ExpectedLakeTest.lakeOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Sessions of the oracle against cases that are worked out by hand. */
class ExpectedSessionsTest {

  private static final LocalDateTime NOON = LocalDateTime.of(2026, 1, 5, 12, 0);
  private static final int HALF_HOUR = 1800;

  @Test
  void sessionTakesItsFactsByEventTimeAndNotByArrival() {
    ExpectedLake lake =
        lakeOf(
            pageView(5).at(60).set("ctx", "page_url", "last"),
            click(4, 20, "second").at(30),
            click(3, 10, "first").at(20).set("user", "geo_country", "IL"),
            click(6, 5, null).at(50),
            interaction(2).at(10).set("ctx", "ab_variant", "B"),
            pageView(1).comparison().set("ctx", "page_url", "first").set("ctx", "ab_variant", ""),
            pageView(7).at(60).set("user", "geo_country", "US"));

    assertThat(lake.rows("silver.sessions").get(0).toString())
        .isEqualTo(
            "{session_id=s1, user_id_hash=null, session_start_ts=2026-01-05T12:00,"
                + " session_end_ts=2026-01-05T12:01, pageviews=3, chart_interactions=1,"
                + " affiliate_clicks=3, first_page_url=first, last_page_url=last, ab_variant=B,"
                + " geo_country=IL, event_dt=2026-01-05, events=7, truncated=false,"
                + " id_derived=false}");
    assertThat(lake.rows("gold.fact_funnel").get(0).toString())
        .isEqualTo(
            "{session_id=s1, user_id_hash=null, session_start_ts=2026-01-05T12:00,"
                + " saw_comparison=true, interacted_chart=true, clicked_affiliate=true,"
                + " affiliate_target=second, payout_cents=35, segments=[], ab_variant=B,"
                + " geo_country=IL, event_dt=2026-01-05, segments_text=, segments_resolved=true}");
  }

  @Test
  void tieInTimeIsBrokenByTheIdAsAnUnsignedNumber() {
    ExpectedLake lake =
        lakeOf(
            pageView(0x80000000).set("ctx", "page_url", "high"),
            pageView(0x7fffffff).set("ctx", "page_url", "low"));

    assertThat(lake.rows("silver.sessions"))
        .singleElement()
        .hasFieldOrPropertyWithValue("first_page_url", "low")
        .hasFieldOrPropertyWithValue("last_page_url", "high");
  }

  @Test
  void namedSessionIsOneHoweverLongItsPause() {
    ExpectedLake lake = lakeOf(pageView(1), pageView(2).at(5 * HALF_HOUR));

    assertThat(lake.rows("silver.sessions")).extracting("events").containsExactly(2L);
  }

  @Test
  void usersSessionEndsAfterAPauseOfHalfAnHour() {
    ExpectedLake lake =
        lakeOf(
            pageView(1).userOnly("u"),
            pageView(2).userOnly("u").at(HALF_HOUR - 1, 999),
            pageView(3).userOnly("u").at(2 * HALF_HOUR - 1, 999),
            pageView(4).userOnly("v"));

    assertThat(lake.rows("silver.sessions"))
        .extracting(row -> row.get("session_id") + " " + row.get("events"))
        .containsExactly(
            userSession("u", 0, 1) + " 2",
            userSession("u", (2 * HALF_HOUR - 1) * 1000 + 999, 3) + " 1",
            userSession("v", 0, 4) + " 1");
  }

  @Test
  void lateEventJoinsTwoSessionsOfAUser() {
    ExpectedLake lake =
        lakeOf(
            pageView(1).userOnly("u"),
            pageView(2).userOnly("u").at(3000),
            pageView(3).userOnly("u").at(1500).arriving(9000, 0));

    assertThat(lake.rows("silver.sessions"))
        .extracting(row -> row.get("session_id") + " " + row.get("events"))
        .containsExactly(userSession("u", 0, 1) + " 3");
  }

  @Test
  void sessionOverMidnightBelongsToTheDayOfItsStart() {
    ExpectedLake lake = lakeOf(pageView(1).at(12 * 3600 - 1), pageView(2).at(12 * 3600 + 1));

    assertThat(lake.rows("silver.sessions"))
        .extracting("event_dt")
        .containsExactly(LocalDate.of(2026, 1, 5));
    assertThat(lake.rows("silver.events"))
        .extracting("event_dt")
        .containsExactly(LocalDate.of(2026, 1, 5), LocalDate.of(2026, 1, 6));
  }

  @Test
  void sessionIsBoundedInEvents() {
    ExpectedLake lake = new ExpectedLake();
    for (int i = 0; i < 10_002; i++) {
      lake.add(click(i, 1, "t").at(i / 10).build());
    }

    assertThat(lake.rows("silver.sessions"))
        .extracting(row -> row.get("events") + " " + row.get("truncated"))
        .containsExactly("10000 true");
    assertThat(lake.summary())
        .containsEntry("silver_events", 10_002L)
        .containsEntry("beyond_bound", 2L)
        .containsEntry("sessions", Map.of("count", 1L, "events", 10_000L, "truncated", 1L))
        .containsEntry("affiliate_clicks", Map.of("clicks", 10_002L, "payout_cents", 10_002L));
  }

  @Test
  void sessionIsBoundedInTime() {
    ExpectedLake lake =
        lakeOf(pageView(1), pageView(2).at(86_400), pageView(3).at(86_400, 1), pageView(4).at(9));

    assertThat(lake.rows("silver.sessions"))
        .singleElement()
        .hasFieldOrPropertyWithValue("events", 3L)
        .hasFieldOrPropertyWithValue("session_end_ts", NOON.plusDays(1))
        .hasFieldOrPropertyWithValue("truncated", true);
  }

  @Test
  void summaryOfNothingIsZeros() {
    Map<String, Object> summary = new ExpectedLake().summary();

    assertThat(summary)
        .containsEntry("records_read", 0L)
        .containsEntry("dead_letters", 0L)
        .containsEntry("minute_activity", Map.of("events", 0L, "payout_cents", 0L))
        .containsEntry("sessions", Map.of("count", 0L, "events", 0L, "truncated", 0L));
  }

  private static String userSession(String user, long millisFromNoon, int firstId) {
    long start = ArrivalBuilder.NOON.toEpochMilli() + millisFromNoon;
    String name = user + "|" + start + "|" + uuid(firstId);
    return "u-" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
