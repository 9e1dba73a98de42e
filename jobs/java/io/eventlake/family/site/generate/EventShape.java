package io.eventlake.family.site.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How an event is written: the forms that the contract takes. */
enum EventShape {
  STRUCTURED,
  /** Session, user and project as extension attributes. */
  EXTENSIONS,
  BASE64,
  /** No CloudEvent: the event itself, which so has no source. */
  PLAIN;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** The event's JSON tree. */
  Map<String, Object> tree(SiteEvent event) {
    if (this == PLAIN) {
      Map<String, Object> plain = new LinkedHashMap<>();
      plain.put("event_id", event.id);
      plain.put("timestamp", time(event));
      plain.putAll(data(event));
      return plain;
    }

    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("specversion", "1.0");
    tree.put("id", event.id);
    tree.put("source", event.visitor.source);
    tree.put("type", ceType(event));
    tree.put("time", time(event));
    tree.put("datacontenttype", "application/json");
    Map<String, Object> data = data(event);
    if (this == EXTENSIONS) {
      move(data, "session_id", tree, "sessionid");
      move(data, "user_id", tree, "userid");
      move(data, "project_id", tree, "projectid");
      move(data, "environment", tree, "environment");
    }
    if (this == BASE64) {
      tree.put("data_base64", Base64.getEncoder().encodeToString(json(data)));
    } else {
      tree.put("data", data);
    }
    if (event.flaw != null) {
      event.flaw.spoil(tree);
    }
    return tree;
  }

  static byte[] json(Object tree) {
    try {
      return MAPPER.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Maps, lists and plain values can always be written.", e);
    }
  }

  private static Map<String, Object> data(SiteEvent event) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("event_type", event.type);
    put(data, "session_id", event.visitor.sessionId);
    put(data, "user_id", event.visitor.userId);
    data.put("project_id", event.visitor.project);
    data.put("environment", event.visitor.environment);
    data.put("version", "1.0.0");
    data.putAll(event.properties);
    if (event.unknownProperty) {
      data.put("theme", "dark");
    }
    return data;
  }

  private static String ceType(SiteEvent event) {
    return event.isPage() ? "analytics.web.pageview" : "analytics.video." + event.text("action");
  }

  private static String time(SiteEvent event) {
    return MILLIS.format(Instant.ofEpochMilli(event.atMillis));
  }

  private static void put(Map<String, Object> map, String name, Object value) {
    if (value != null) {
      map.put(name, value);
    }
  }

  private static void move(
      Map<String, Object> from, String name, Map<String, Object> to, String attribute) {
    put(to, attribute, from.remove(name));
  }
}
