package io.eventlake.family.caliper.generate;

import io.eventlake.event.RejectReason;
import io.eventlake.family.Dice;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A way in which one item breaks the rules while its neighbours keep them. */
enum CaliperFlaw {
  NO_ACTOR(RejectReason.MISSING_FIELD, "/actor", event -> event.remove("actor")),
  NO_ID(RejectReason.MISSING_FIELD, "/id", event -> event.remove("id")),
  NULL_ACTION(RejectReason.MISSING_FIELD, "/action", event -> event.put("action", null)),
  NUMBER_FOR_ID(RejectReason.BAD_ID, "/id", event -> event.put("id", "17")),
  NEW_CONTEXT(
      RejectReason.BAD_VERSION,
      "/@context",
      event -> event.put("@context", "http://purl.imsglobal.org/ctx/caliper/v9p0")),
  UNKNOWN_TYPE(RejectReason.BAD_ENUM, "/type", event -> event.put("type", "ClickEvent")),
  UNKNOWN_ACTION(RejectReason.BAD_ENUM, "/action", event -> event.put("action", "Pondered")),
  OTHER_OBJECT(
      RejectReason.WRONG_ENTITY,
      "/object",
      event -> event.put("object", Json.thing("https://campus.example/frames/1", "Session"))),
  BAD_TIME(
      RejectReason.BAD_TIMESTAMP, "/eventTime", event -> event.put("eventTime", "last Tuesday")),
  BAD_DURATION(
      RejectReason.BAD_DURATION,
      "/session/duration",
      event ->
          event.put(
              "session",
              Json.thing("https://campus.example/sessions/x", "Session", "duration", "52 s"))),
  NO_OBJECT(RejectReason.WRONG_TYPE, "", event -> {}),
  TWICE(RejectReason.MALFORMED_JSON, "/action", event -> {});

  /** Types whose object may be anything, or just that. */
  private static final Set<String> OF_ANY_OBJECT =
      Set.of("SessionEvent", "FeedbackEvent", "SearchEvent");

  /** Pointer within the item. */
  final String pointer;

  final RejectReason reason;
  private final Consumer<Map<String, Object>> spoils;

  CaliperFlaw(RejectReason reason, String pointer, Consumer<Map<String, Object>> spoils) {
    this.reason = reason;
    this.pointer = pointer;
    this.spoils = spoils;
  }

  /** One that an event of that type can have. */
  static CaliperFlaw of(String type, Dice dice) {
    List<CaliperFlaw> possible =
        Arrays.stream(values())
            .filter(flaw -> flaw != OTHER_OBJECT || !OF_ANY_OBJECT.contains(type))
            .collect(Collectors.toList());
    return possible.get(dice.below(possible.size()));
  }

  /** The JSON of the event with the flaw. */
  String spoiled(Map<String, Object> event) {
    spoils.accept(event);
    String json = Json.text(event);
    switch (this) {
      case NO_OBJECT:
        return "\"an event\"";
      case TWICE:
        return json.substring(0, json.length() - 1)
            + ",\"action\":"
            + Json.text(event.get("action"))
            + "}";
      default:
        return json;
    }
  }
}
