package io.eventlake.collect.intake;

import java.util.List;

/**
 * What a request came to.
 *
 * @param verdicts on its events, in their order, at least one
 * @param whole true where the one verdict is on the request, of which no event can be addressed
 * @param records what must be in the stream before the sender is told so
 */
public record Taken(
    CollectedFamily family,
    List<EventVerdict> verdicts,
    List<OutgoingRecord> records,
    boolean whole) {

  public Taken {
    verdicts = List.copyOf(verdicts);
    records = List.copyOf(records);
  }

  /** How many events had that outcome. */
  public long count(EventVerdict.Outcome outcome) {
    return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
  }
}
