package io.eventlake.config;

import java.util.Collection;
import java.util.stream.Collectors;

/** Finds what a mistyped option may have meant. */
final class OptionNames {

  private OptionNames() {}

  /** The nearest options and those of the same group as text to append, or nothing. */
  static String suggestion(String unknown, Collection<String> known) {
    String group = unknown.substring(0, unknown.indexOf('.') + 1);
    String siblings =
        known.stream()
            .filter(key -> !group.isEmpty() && key.startsWith(group))
            .sorted()
            .collect(Collectors.joining(", "));

    return NearestNames.asked(unknown, known)
        + (siblings.isEmpty() ? "" : " (options of this group: " + siblings + ")");
  }
}
