package io.eventlake.family.web.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.family.Dice;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An event as its producer writes it: the payload of the contract, in the contract's order. */
final class EventContent {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String SCHEMA_HASH = "sha256:" + "5f1d8a0c3be94f27".repeat(2);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

  private final Hit hit;
  private final Visit visit;
  private final Dice dice;

  private EventContent(Hit hit) {
    this.hit = hit;
    this.visit = hit.visit;
    this.dice = new Dice(hit.seed);
  }

  /** The event's tree; the same for every copy but for {@code ingest_ts}. */
  static Map<String, Object> of(Hit hit, long ingestMillis) {
    EventContent content = new EventContent(hit);
    Map<String, Object> event = content.event(ingestMillis);
    if (hit.unknownProperty) {
      content.addUnknown(event);
    }
    return event;
  }

  static byte[] toJson(Object tree) {
    try {
      return MAPPER.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Maps, lists and plain values can always be written.", e);
    }
  }

  private Map<String, Object> event(long ingestMillis) {
    Map<String, Object> event = new LinkedHashMap<>();
    put(event, "schema_version", visit.schemaVersion);
    event.put("event_type", hit.type.text);
    put(event, "event_id", eventId());
    event.put("ts", timestamp());
    event.put("ingest_ts", ingestMillis);
    event.put("source", "web");
    if (visit.consentShape != Visit.ConsentShape.BROWSER) {
      event.put("privacy", privacy());
    }
    put(event, "user", user());
    put(event, "session", session());
    event.put("ctx", context());
    event.put("chart", hit.type == WebEventType.CHART_INTERACTION ? chart() : null);
    if (hit.type == WebEventType.AFFILIATE_CLICK) {
      event.put("affiliate", affiliate());
    } else if (dice.chance(0.5)) {
      event.put("affiliate", null);
    }
    event.put("metadata", metadata());
    return event;
  }

  /** Some producers write UUIDs in upper case: the lake keeps lower case. */
  private String eventId() {
    if (hit.id == null) {
      return null;
    }
    String id = hit.id.toString();
    return dice.chance(0.02) ? id.toUpperCase(Locale.ROOT) : id;
  }

  /** RFC 3339: mostly as JavaScript writes it, some with an offset or with microseconds. */
  private String timestamp() {
    long seconds = Math.floorDiv(hit.tsMicros, 1_000_000L);
    int micros = (int) Math.floorMod(hit.tsMicros, 1_000_000L);
    DateTimeFormatter format = micros % 1_000 == 0 ? MILLIS : MICROS;
    ZoneOffset offset = dice.chance(0.03) ? ZoneOffset.ofHoursMinutes(5, 30) : ZoneOffset.UTC;
    return format.format(Instant.ofEpochSecond(seconds, micros * 1_000L).atOffset(offset))
        + offset.getId();
  }

  private Map<String, Object> privacy() {
    Map<String, Object> privacy = new LinkedHashMap<>();
    // Of two consents the stricter wins: here only the browser's may say no.
    privacy.put("analytics", visit.analytics || visit.consentShape == Visit.ConsentShape.BOTH);
    put(privacy, "ads", visit.ads);
    privacy.put("source_ip_anonymized", value("source_ip_anonymized", visit.browser.address));
    return privacy;
  }

  private Map<String, Object> user() {
    Map<String, Object> user = new LinkedHashMap<>();
    put(user, "user_id_hash", value("user_id_hash", visit.userId));
    user.put("geo_country", value("geo_country", visit.browser.country));
    if (visit.consentShape != Visit.ConsentShape.PRIVACY) {
      Map<String, Object> consent = new LinkedHashMap<>();
      consent.put("analytics", visit.analytics);
      put(consent, "ads", visit.ads);
      user.put("consent", consent);
    }
    return user;
  }

  private Map<String, Object> session() {
    String id = value("session_id", visit.sessionId);
    if (id == null && visit.utm == null) {
      return null;
    }
    Map<String, Object> session = new LinkedHashMap<>();
    put(session, "session_id", id);
    put(session, "utm", visit.utm);
    return session;
  }

  private Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("page_url", Page.ORIGIN + hit.page.path + query());
    context.put("referrer", value("referrer", hit.referrer));
    context.put("locale", value("locale", visit.browser.locale));
    context.put("user_agent", visit.browser.userAgent);
    put(context, "ab_variant", value("ab_variant", visit.variant));
    return context;
  }

  private String query() {
    String query = "?pos=" + dice.below(40) + "&ref=" + dice.hex(8);
    return visit.utm == null
        ? query
        : query + "&utm_source=" + visit.utm.get("source") + "&gclid=" + dice.hex(16);
  }

  private Map<String, Object> chart() {
    Map<String, Object> chart = new LinkedHashMap<>();
    List<String> products = new ArrayList<>();
    for (int i = dice.below(5); i >= 0; i--) {
      products.add(value("product_ids", Page.productId(dice)));
    }
    chart.put("product_ids", products);
    chart.put(
        "action", dice.pick("toggle", "sort", "filter", "compare_expand", "compare_collapse"));
    chart.put("control_id", dice.pick("plan-price", "seats", "free-trial", "rating", "vendor"));
    chart.put("control_value", controlValue());
    return chart;
  }

  private Object controlValue() {
    switch (dice.below(6)) {
      case 0:
        return dice.below(500);
      case 1:
        return dice.below(50) + 0.5;
      case 2:
        return dice.chance(0.5);
      case 3:
        return null;
      case 4:
        return "";
      default:
        return dice.pick("asc", "desc", "preis ≤ 20 €", "annual");
    }
  }

  private Map<String, Object> affiliate() {
    Map<String, Object> affiliate = new LinkedHashMap<>();
    affiliate.put("link_id", "lnk_" + dice.hex(12));
    if (dice.chance(0.97)) {
      affiliate.put("target", "https://partner-" + dice.below(12) + ".example/signup");
    }
    if (dice.chance(0.96)) {
      affiliate.put("payout_cents", dice.pick(0L, 150L, 450L, 1_250L, 3_000L, 12_000L));
    }
    return affiliate;
  }

  private Map<String, Object> metadata() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("sdk_version", visit.sdkVersion);
    if (visit.variant != null) {
      metadata.put("experiment_keys", Arrays.asList("pricing-table-2026", "chart-sticky-header"));
    }
    metadata.put("schema_hash", SCHEMA_HASH);
    return metadata;
  }

  private void addUnknown(Map<String, Object> event) {
    switch (dice.below(4)) {
      case 0:
        event.put("flags", Arrays.asList("beta", 7, true, null));
        break;
      case 1:
        child(event, "user").put("plan", "pro");
        break;
      case 2:
        child(event, "ctx").put("viewport", Map.of("width", 1280 + dice.below(640)));
        break;
      default:
        event.put("tz_offset_minutes", dice.below(1440) - 720);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> child(Map<String, Object> event, String name) {
    return (Map<String, Object>) event.get(name);
  }

  private String value(String name, String value) {
    return value != null && name.equals(hit.emptied) ? "" : value;
  }

  private static void put(Map<String, Object> map, String name, Object value) {
    if (value != null) {
      map.put(name, value);
    }
  }
}
