package io.eventlake.serve.webhooks;

import io.eventlake.serve.lake.Literals;
import io.eventlake.serve.webhooks.Webhook.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which events a webhook is about, as conditions of a statement. */
final class Filter {

  private Filter() {}

  /** What has to hold; at least one condition. */
  static String condition(Webhook hook) {
    List<String> conditions = new ArrayList<>();
    if (!hook.types().isEmpty()) {
      conditions.add(
          hook.types().stream()
              .map(Literals::text)
              .collect(Collectors.joining(", ", "event_type IN (", ")")));
    }

    for (Property property : hook.properties()) {
      conditions.add(
          property.values().stream()
              .map(Filter::literal)
              .collect(Collectors.joining(", ", "\"" + property.column() + "\" IN (", ")")));
    }

    return conditions.isEmpty() ? "event_id IS NOT NULL" : String.join(" AND ", conditions);
  }

  private static String literal(Object value) {
    return value instanceof String ? Literals.text((String) value) : String.valueOf(value);
  }
}
