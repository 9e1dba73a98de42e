package io.eventlake.serve.webhooks;

import io.eventlake.serve.webhooks.Delivery.State;
import io.eventlake.serve.webhooks.Webhook.Property;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is told of webhooks and deliveries; a secret only where it is new. */
final class WebhookAnswers {

  private WebhookAnswers() {}

  /**
   * A webhook.
   *
   * @param trouble why it does not get on just now; null for no reason
   */
  static Map<String, Object> of(Webhook hook, Map<State, Integer> counts, String trouble) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", hook.id());
    answer.put("family", hook.family());
    answer.put("url", hook.url());
    answer.put("description", hook.description());
    answer.put("types", hook.types());
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Property one : hook.properties()) {
      properties.put(one.column(), one.values().size() == 1 ? one.values().get(0) : one.values());
    }

    answer.put("properties", properties);
    answer.put("status", word(hook.status()));
    answer.put("reason", hook.reason());
    answer.put("trouble", trouble);
    answer.put("position", snapshot(hook.live().after()));
    Map<String, Integer> deliveries = new LinkedHashMap<>();
    for (State state : State.values()) {
      deliveries.put(word(state), counts.getOrDefault(state, 0));
    }

    answer.put("deliveries", deliveries);
    answer.put(
        "replays",
        hook.feeds().stream().filter(feed -> feed.run() > 0).map(WebhookAnswers::of).toList());
    answer.put("created", time(hook.created()));
    return answer;
  }

  /** A webhook with the secret that its receiver has to know. */
  static Map<String, Object> withSecret(Webhook hook) {
    Map<String, Object> answer = of(hook, Map.of(), null);
    answer.put("secret", hook.secrets().current());
    return answer;
  }

  private static Map<String, Object> of(Feed replay) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("run", replay.run());
    answer.put("position", snapshot(replay.after()));
    answer.put("to", snapshot(replay.until()));
    answer.put("error", replay.error());
    answer.put("ended", replay.hasEnded());
    return answer;
  }

  /** A page of deliveries. */
  static Map<String, Object> page(List<Delivery> deliveries, String cursor) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("deliveries", deliveries.stream().map(WebhookAnswers::of).toList());
    answer.put("cursor", cursor);
    return answer;
  }

  private static Map<String, Object> of(Delivery delivery) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", delivery.message());
    answer.put("event", delivery.event());
    answer.put("type", delivery.type());
    answer.put("snapshot", snapshot(delivery.snapshot()));
    answer.put("run", delivery.run());
    answer.put("state", word(delivery.state()));
    answer.put("attempts", delivery.attempts());
    answer.put("status", delivery.answer() == 0 ? null : delivery.answer());
    answer.put("trouble", delivery.trouble());
    answer.put("created", time(delivery.created()));
    answer.put("changed", time(delivery.changed()));
    answer.put("next", delivery.state() == State.WAITING ? time(delivery.due()) : null);
    return answer;
  }

  /** Of a snapshot, a text: JavaScript has no such numbers. */
  private static String snapshot(Long id) {
    return id == null ? null : id.toString();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
