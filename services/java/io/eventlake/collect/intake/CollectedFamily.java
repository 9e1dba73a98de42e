package io.eventlake.collect.intake;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The families whose events are collected. */
public enum CollectedFamily {
  WEB,
  SITE,
  /** Learning events, which come in envelopes by a route of their own. */
  CALIPER;

  /** As in options, keys and metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<CollectedFamily> named(String word) {
    return Arrays.stream(values()).filter(family -> family.word().equals(word)).findFirst();
  }

  /** The words of all, for sentences. */
  public static String words() {
    return Arrays.stream(values()).map(CollectedFamily::word).collect(Collectors.joining(", "));
  }
}
