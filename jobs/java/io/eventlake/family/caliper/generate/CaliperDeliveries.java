package io.eventlake.family.caliper.generate;

import io.eventlake.family.Dice;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Puts items into envelopes, and decides when, and how often, each of them comes. */
final class CaliperDeliveries {

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private final CaliperTraffic traffic;
  private final Dice dice;

  CaliperDeliveries(CaliperTraffic traffic, Dice dice) {
    this.traffic = traffic;
    this.dice = dice;
  }

  /** Hands over the envelopes of a sitting in any order: each emitter sends its own. */
  void plan(List<LearningItem> items, Consumer<CaliperRecord> records) {
    Map<Emitter, List<LearningItem>> byEmitter = new EnumMap<>(Emitter.class);
    for (LearningItem item : items) {
      byEmitter.computeIfAbsent(item.emitter, any -> new ArrayList<>()).add(item);
    }

    byEmitter.forEach((emitter, own) -> plan(own, emitter.mostItems, records));
  }

  private void plan(List<LearningItem> items, int most, Consumer<CaliperRecord> records) {
    for (int from = 0; from < items.size(); ) {
      int size = Math.min(1 + dice.below(most), items.size() - from);
      List<LearningItem> part = items.subList(from, from + size);
      long sent = part.stream().mapToLong(item -> item.told.atMillis).max().orElseThrow() + 20;
      deliver(part, sent, sent + 30 + dice.waiting(120) + delay(), records);
      from += size;
    }
  }

  /** Grades of many, sent at once. */
  void grades(List<LearningItem> grades, long atMillis, Consumer<CaliperRecord> records) {
    int most = Emitter.GRADEBOOK.mostItems;
    for (int from = 0; from < grades.size(); from += most) {
      List<LearningItem> part = grades.subList(from, Math.min(from + most, grades.size()));
      long sent = atMillis + from * 10L;
      deliver(part, sent, sent + SECOND, records);
    }
  }

  private void deliver(
      List<LearningItem> items, long sent, long due, Consumer<CaliperRecord> records) {
    CaliperRecord record = CaliperRecord.of(List.copyOf(items), sent, due);
    records.accept(record);
    if (dice.chance(traffic.share(CaliperQuirk.RETRY))) {
      records.accept(
          record.again(
              due
                  + (dice.chance(0.67)
                      ? dice.between(5, 3 * SECOND)
                      : dice.between(MINUTE, 20 * MINUTE))));
    }
    if (dice.chance(traffic.share(CaliperQuirk.BROKEN_ENVELOPE))) {
      records.accept(
          record.broken(dice.pick(BrokenEnvelope.values()), due + dice.between(SECOND, MINUTE)));
    }
    for (LearningItem item : items) {
      if (dice.chance(traffic.share(CaliperQuirk.FORWARDED))) {
        records.accept(CaliperRecord.forwarded(item, due + dice.between(SECOND, 10 * MINUTE)));
      }
    }
  }

  private long delay() {
    if (dice.chance(traffic.share(CaliperQuirk.LATE))) {
      return dice.chance(0.6)
          ? dice.between(MINUTE, 25 * MINUTE)
          : dice.between(35 * MINUTE, 5 * HOUR);
    }
    return dice.chance(traffic.share(CaliperQuirk.OUT_OF_ORDER))
        ? dice.between(SECOND, 25 * SECOND)
        : 0;
  }
}
