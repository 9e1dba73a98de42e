package io.eventlake.family.site.visit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example that the design gives as a case: its events against its figures. */
class VideoCaseTest {

  private static final Path CASE = Path.of("src/test/resources/fixtures/site/p01-video");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<VisitEvent> events = new ArrayList<>();
  private JsonNode expected;

  @BeforeEach
  void read() throws IOException {
    for (String line : Files.readAllLines(CASE.resolve("events.ndjson"))) {
      events.add(event(MAPPER.readTree(line)));
    }
    expected = MAPPER.readTree(CASE.resolve("expected.json").toFile());
  }

  @Test
  void figuresAreExact() {
    List<VideoView> views = visit().videoViews();

    assertThat(views).hasSize(expected.get("engagement").size()).hasSize(1);
    ObjectNode figures = expected.get("engagement").get(0).deepCopy();
    figures.remove("session_id");
    assertThat(figures(views.get(0))).isEqualTo(figures);
  }

  @Test
  void onlyPageHasNoTime() {
    assertThat(visit().pageViews())
        .singleElement()
        .satisfies(page -> assertThat(page.onPageMicros).isNull());
    assertThat(expected.at("/page_views/0/seconds_on_page").isNull()).isTrue();
  }

  private Visit visit() {
    return Visit.of(events, events.stream().mapToLong(e -> e.timeMillis).max().orElseThrow());
  }

  private static ObjectNode figures(VideoView view) {
    return MAPPER
        .createObjectNode()
        .put("video_id", view.videoId)
        .put("plays", view.plays)
        .put("pauses", view.pauses)
        .put("seeks", view.seeks)
        .put("errors", view.errors)
        .put("played_seconds", Media.seconds(view.playedMicros))
        .put("content_seconds", Media.seconds(view.contentMicros))
        .put("unique_seconds", Media.seconds(view.uniqueMicros))
        .put("furthest_position", Media.seconds(view.furthestMicros))
        .put("duration", Media.seconds(view.durationMicros))
        .put("completion", view.completion())
        .put("completed", view.completed())
        .put("estimated", view.estimated);
  }

  private static VisitEvent event(JsonNode json) {
    UUID id = UUID.fromString(json.get("id").textValue());
    EventKey key =
        new EventKey(
            Instant.parse(json.get("time").textValue()).toEpochMilli(),
            id.getMostSignificantBits(),
            id.getLeastSignificantBits());
    JsonNode data = json.get("data");
    if (data.get("event_type").textValue().equals("page_view")) {
      return new PageEvent(
          key, VisitEvents.ORIGIN, data.get("page_url").textValue(), PageEvent.NOT_SENT);
    }

    return new PlayerEvent(
        key,
        VisitEvents.ORIGIN,
        data.get("video_id").textValue(),
        VideoAction.valueOf(data.get("action").textValue().toUpperCase(Locale.ROOT)),
        new Playhead(
            Media.millionths(data.get("position").doubleValue()),
            Media.millionths(data.get("duration").doubleValue()),
            Media.millionths(data.get("playback_rate").doubleValue())));
  }
}
