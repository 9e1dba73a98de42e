package io.eventlake.family.site.generate;

import io.eventlake.event.RejectReason;
import io.eventlake.family.Dice;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A way in which one event breaks the contract while its neighbours keep it. */
enum SiteFlaw {
  NO_ID(RejectReason.MISSING_FIELD, "/id", event -> event.remove("id")),
  EMPTY_ID(RejectReason.MISSING_FIELD, "/id", event -> event.put("id", "")),
  OLD_VERSION(RejectReason.BAD_VERSION, "/specversion", event -> event.put("specversion", "0.3")),
  BAD_TIME(RejectReason.BAD_TIMESTAMP, "/time", event -> event.put("time", "yesterday")),
  TWO_DATAS(RejectReason.MALFORMED_JSON, "/data_base64", event -> event.put("data_base64", "e30=")),
  UNKNOWN_TYPE(
      RejectReason.BAD_ENUM, "/data/event_type", event -> data(event).put("event_type", "signup")),
  PERSON(
      RejectReason.PERSONAL_ID,
      "/data/user_id",
      event -> data(event).put("user_id", "anna@academy.example")),
  NEGATIVE_POSITION(
      RejectReason.OUT_OF_RANGE, "/data/position", event -> data(event).put("position", -1)),
  NO_DURATION(RejectReason.OUT_OF_RANGE, "/data/duration", event -> data(event).put("duration", 0)),
  HUNDREDFOLD_RATE(
      RejectReason.OUT_OF_RANGE,
      "/data/playback_rate",
      event -> data(event).put("playback_rate", 100)),
  UNKNOWN_ACTION(
      RejectReason.BAD_ENUM, "/data/action", event -> data(event).put("action", "rewind")),
  OVERSIZED(
      RejectReason.OVERSIZED, "", event -> data(event).put("padding", "x".repeat(65 * 1_024)));

  /** Pointer within the event. */
  final String pointer;

  final RejectReason reason;
  private final Consumer<Map<String, Object>> spoils;

  SiteFlaw(RejectReason reason, String pointer, Consumer<Map<String, Object>> spoils) {
    this.reason = reason;
    this.pointer = pointer;
    this.spoils = spoils;
  }

  /** One that such an event can have. */
  static SiteFlaw of(SiteEvent event, Dice dice) {
    List<SiteFlaw> possible =
        Arrays.stream(values())
            .filter(flaw -> !event.isPage() || !flaw.isOfVideo())
            .collect(Collectors.toList());
    return possible.get(dice.below(possible.size()));
  }

  /** Spoils the tree of a structured CloudEvent. */
  void spoil(Map<String, Object> event) {
    spoils.accept(event);
  }

  private boolean isOfVideo() {
    return this == NEGATIVE_POSITION
        || this == NO_DURATION
        || this == HUNDREDFOLD_RATE
        || this == UNKNOWN_ACTION;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> data(Map<String, Object> event) {
    return (Map<String, Object>) event.get("data");
  }
}
