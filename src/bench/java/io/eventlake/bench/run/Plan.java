package io.eventlake.bench.run;

import io.eventlake.bench.report.Length;
import io.eventlake.config.LocalOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Which variants run, and in which order. */
final class Plan {

  /** One run to be made. */
  record Entry(int round, Variant variant, Length length) {}

  private final WholeRunOptions options;

  Plan(WholeRunOptions options) {
    this.options = options;
  }

  /** Every contestant with every setting, {@code clickstream} first. */
  List<Variant> variants() {
    List<String> contestants = new ArrayList<>(List.of(Clickstream.NAME));
    contestants.addAll(options.against);
    List<Variant> variants = new ArrayList<>();
    for (String contestant : contestants) {
      for (LocalOptions.Backend backend : options.backends) {
        for (int slots : options.slots) {
          variants.add(new Variant(contestant, backend, slots));
        }
      }
    }

    return variants;
  }

  /** All of each round side by side; every other round backwards, so that none is always first. */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (int round = 1; round <= options.rounds; round++) {
      List<Entry> ofRound = new ArrayList<>();
      for (Variant variant : variants()) {
        for (Length length : Length.values()) {
          ofRound.add(new Entry(round, variant, length));
        }
      }

      if (round % 2 == 0) {
        Collections.reverse(ofRound);
      }

      entries.addAll(ofRound);
    }

    return entries;
  }

  /** The contestant, and of its settings those of which there are several. */
  String label(Variant variant) {
    StringBuilder label = new StringBuilder(variant.contestant());
    if (options.backends.size() > 1) {
      label.append(' ').append(variant.backend().name().toLowerCase(Locale.ROOT));
    }

    if (options.slots.size() > 1) {
      label.append(' ').append(variant.slots()).append(variant.slots() == 1 ? " slot" : " slots");
    }

    return label.toString();
  }
}
