package io.eventlake.family.web.generate;

import io.eventlake.event.RejectReason;
import io.eventlake.family.Dice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Breaks the contract in exactly one way, so that there is one right reason to reject it. */
final class Flaw {

  private static final int DEEP = 80;
  private static final int OVERSIZE = (1 << 20) + 1;

  private final RejectReason reason;
  private final Dice dice;

  /**
   * @param seed decides which of a reason's flaws it is
   */
  Flaw(RejectReason reason, long seed) {
    this.reason = reason;
    // Another sequence than the content's, which begins with the seed itself.
    this.dice = new Dice(~seed);
  }

  /** The broken record; it holds no line break, so that it can be a line of a file. */
  byte[] apply(Map<String, Object> event) {
    switch (reason) {
      case MALFORMED_JSON:
        return malformed(EventContent.toJson(event));
      case INVALID_ENCODING:
        return badlyEncoded(event);
      case MISSING_FIELD:
        removeRequired(event);
        break;
      case WRONG_TYPE:
        mistype(event);
        break;
      case TOO_DEEP:
        event.put("tree", nested());
        break;
      case OVERSIZED:
        event.put("padding", "x".repeat(OVERSIZE));
        break;
      default:
        spoilValue(event);
    }
    return EventContent.toJson(event);
  }

  private byte[] malformed(byte[] json) {
    switch (dice.below(4)) {
      case 0:
        return cut(json);
      case 1:
        return text(text(json) + "}");
      case 2:
        return text("[" + text(json) + "]");
      default:
        // Which of the two sources should count is nobody's to decide.
        return text("{\"source\":\"app\"," + text(json).substring(1));
    }
  }

  private byte[] cut(byte[] json) {
    int length = (int) dice.between(1, json.length);
    while ((json[length] & 0xC0) == 0x80) {
      length--;
    }
    return Arrays.copyOf(json, length);
  }

  private byte[] badlyEncoded(Map<String, Object> event) {
    byte[] json = EventContent.toJson(event);
    if (dice.chance(0.3)) {
      return text(text(json).replaceFirst("Mozilla", "\\\\ud83d"));
    }
    int userAgent =
        text(json)
            .substring(0, text(json).indexOf("Mozilla"))
            .getBytes(StandardCharsets.UTF_8)
            .length;
    json[userAgent] = (byte) (dice.chance(0.5) ? 0xFF : 0xC3);
    return json;
  }

  private void removeRequired(Map<String, Object> event) {
    List<String> required = new ArrayList<>(Arrays.asList("event_type", "ts", "consent"));
    String type = (String) event.get("event_type");
    if (!type.equals(WebEventType.PAGE_VIEW.text)) {
      required.add(type.equals(WebEventType.AFFILIATE_CLICK.text) ? "affiliate" : "chart");
    }
    String name = required.get(dice.below(required.size()));
    if (name.equals("consent")) {
      event.remove("privacy");
      object(event, "user").remove("consent");
    } else if (dice.chance(0.5)) {
      event.remove(name);
    } else {
      event.put(name, null);
    }
  }

  private void mistype(Map<String, Object> event) {
    switch (dice.below(6)) {
      case 0:
        event.put("ts", 1767571200000L);
        break;
      case 1:
        event.put("ingest_ts", "2026-01-05T00:00:00Z");
        break;
      case 2:
        event.put("session", "sid_abc");
        break;
      case 3:
        object(event, "ctx").put("page_url", Arrays.asList("/"));
        break;
      case 4:
        event.put("affiliate", map("payout_cents", "450"));
        break;
      default:
        event.put("privacy", map("analytics", "yes"));
    }
  }

  /** The reasons that are about one value. */
  private void spoilValue(Map<String, Object> event) {
    switch (reason) {
      case BAD_ENUM:
        if (event.get("chart") != null && dice.chance(0.5)) {
          object(event, "chart").put("action", "zoom");
        } else {
          event.put("event_type", dice.pick("pageview", "PAGE_VIEW", "purchase"));
        }
        break;
      case BAD_TIMESTAMP:
        event.put(
            "ts",
            dice.pick("yesterday", "2026-13-05T00:00:00Z", "2026-01-05T00:00:00", "20260105"));
        break;
      case BAD_ID:
        event.put("event_id", dice.pick("someid", "f81d4fae-7dec-11d0-a765-00a0c91e6b", "42"));
        break;
      case PERSONAL_ID:
        event.put("user", map("user_id_hash", dice.pick("42", "sha256:ab12", "anna@shop.example")));
        break;
      case BAD_VERSION:
        event.put("schema_version", dice.pick("2.0.0", "1.0", "v1.1.0"));
        break;
      case OUT_OF_RANGE:
        event.put("affiliate", map("payout_cents", -dice.between(1, 10_000)));
        break;
      default:
        throw new IllegalStateException("No value is made for " + reason + ".");
    }
  }

  private static Object nested() {
    Object tree = 1;
    for (int i = 0; i < DEEP; i++) {
      tree = Arrays.asList(tree);
    }
    return tree;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Map<String, Object> event, String name) {
    return (Map<String, Object>) event.get(name);
  }

  private static Map<String, Object> map(String name, Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(name, value);
    return map;
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  private static byte[] text(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
