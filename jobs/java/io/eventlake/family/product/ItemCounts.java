package io.eventlake.family.product;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of all lines of an export. */
public final class ItemCounts {

  private final Map<ItemOutcome, ItemCount> counts = new EnumMap<>(ItemOutcome.class);

  /** Adds what one reader counted. */
  public void add(ItemCount count) {
    ItemOutcome outcome = ItemOutcome.valueOf(count.outcome);
    counts.computeIfAbsent(outcome, ItemCount::new).add(count);
  }

  /** How many lines had an outcome. */
  public long of(ItemOutcome outcome) {
    ItemCount count = counts.get(outcome);
    return count == null ? 0 : count.items;
  }

  public long read() {
    return counts.values().stream().mapToLong(count -> count.items).sum();
  }

  public long rejected() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().isRejected())
        .mapToLong(entry -> entry.getValue().items)
        .sum();
  }

  /** The rejected by reason, as {@code REASON=count} with commas; null where there are none. */
  public String reasons() {
    return rejected() == 0
        ? null
        : counts.entrySet().stream()
            .filter(entry -> entry.getKey().isRejected())
            .map(entry -> entry.getKey() + "=" + entry.getValue().items)
            .collect(Collectors.joining(","));
  }

  /** A line for people for each reason, with the first place; without any text of the item. */
  public String rejectedPlaces() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().isRejected())
        .map(
            entry ->
                String.format(
                    Locale.ROOT,
                    "%,d items rejected, %s: the first is line %d of %s",
                    entry.getValue().items,
                    entry.getKey(),
                    entry.getValue().firstLine,
                    entry.getValue().firstFile))
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
