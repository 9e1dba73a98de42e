package io.eventlake.collect.config;

import io.eventlake.collect.intake.CollectedFamily;
import io.eventlake.config.OptionReader;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lists in options, with commas between their words. */
final class FamilyStreams {

  private FamilyStreams() {}

  /** The stream of each family that is collected. */
  static Map<CollectedFamily, String> read(OptionReader options) {
    Map<CollectedFamily, String> streams = new EnumMap<>(CollectedFamily.class);
    for (String word : words(options.require(CollectOptions.STREAMS))) {
      String[] pair = word.split("=", 2);
      CollectedFamily family = CollectedFamily.named(pair[0].strip()).orElse(null);
      boolean fits = pair.length == 2 && family != null && !pair[1].isBlank();
      options.check(
          fits && streams.put(family, pair[1].strip()) == null,
          CollectOptions.STREAMS,
          "is not one stream for each of some of "
              + CollectedFamily.words()
              + ", such as web=web-events");
    }

    return streams;
  }

  static List<String> words(String value) {
    return value == null
        ? List.of()
        : Stream.of(value.split(",")).map(String::strip).filter(word -> !word.isEmpty()).toList();
  }
}
