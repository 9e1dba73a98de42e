package io.eventlake.config;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
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

    String nearest = NearestNames.asked(unknown, known);
    return siblings.isEmpty() && nearest.isEmpty() && !group.isEmpty()
        ? group(group.substring(0, group.length() - 1), known)
        : nearest + (siblings.isEmpty() ? "" : " (options of this group: " + siblings + ")");
  }

  /** That there is no such group, and which there are. */
  private static String group(String unknown, Collection<String> known) {
    Set<String> groups =
        known.stream()
            .map(key -> key.substring(0, key.indexOf('.')))
            .collect(Collectors.toCollection(TreeSet::new));
    return ": there is no group " + unknown + NearestNames.among(unknown, groups, "the groups are");
  }
}
