package io.eventlake.collect.stream;

import io.eventlake.collect.intake.RecordNumber;
import io.eventlake.event.EdgeNumbers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * The numbers that a lane gives to records, and what it tells of them: with each record goes that
 * all lower numbers are of records that the stream or the overflow has. Records of which that is
 * not known end the numbers, and others begin. For one call at a time.
 */
final class LaneNumbers {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int LETTERS = 12;

  /** More are never told: a stream and a queue would have to fail and work in turn as often. */
  private static final int MOST_ENDED = 20;

  private final Set<EdgeNumbers> ended = new LinkedHashSet<>();
  private String producer = newProducer();
  private long next;

  /** True while no record tells of the last numbers. */
  private boolean untold;

  /** Whoever numbers alone: lanes never share one, nor do two runs of the endpoint. */
  private static String newProducer() {
    String random = UUID.randomUUID().toString().replace("-", "").substring(0, LETTERS);
    return MINUTE.format(Instant.now()) + " " + random;
  }

  /** Gives numbers to those that have none: what is put back from the overflow has its own. */
  List<Pending> number(List<Pending> batch) {
    List<Pending> numbered = new ArrayList<>(batch.size());
    for (Pending pending : batch) {
      numbered.add(
          pending.record().number() == null
              ? pending.numbered(new RecordNumber(producer, next++))
              : pending);
    }

    return numbered;
  }

  /** What is to be told with a batch; of an empty one, how far the numbers go. */
  List<EdgeNumbers> of(List<Pending> batch) {
    List<EdgeNumbers> told = new ArrayList<>(ended);
    int from = 0;
    for (int i = 1; i <= batch.size(); i++) {
      RecordNumber first = batch.get(from).record().number();
      boolean follows =
          i < batch.size()
              && batch
                  .get(i)
                  .record()
                  .number()
                  .equals(new RecordNumber(first.producer(), first.number() + i - from));
      if (!follows) {
        told.add(new EdgeNumbers(first.producer(), first.number(), i - from));
        from = i;
      }
    }

    if (batch.isEmpty() && next > 0) {
      told.add(new EdgeNumbers(producer, next, 0));
    }

    return told;
  }

  /** The stream has what was told with a batch. */
  void taken(List<Pending> batch, List<EdgeNumbers> told) {
    told.forEach(ended::remove);
    untold = hasOwn(batch) || untold && !batch.isEmpty();
  }

  /** The overflow has records of a batch. */
  void overflowed(List<Pending> batch) {
    untold |= hasOwn(batch);
  }

  /**
   * Nobody may have records of a batch: numbers end before it.
   *
   * @param batch all of it
   * @param left those of it that are still to be put
   * @return these, with new numbers
   */
  List<Pending> givenUp(List<Pending> batch, List<Pending> left) {
    String before = producer;
    batch.stream()
        .map(pending -> pending.record().number())
        .filter(number -> number.producer().equals(before))
        .findFirst()
        .ifPresent(this::begin);
    return left.stream()
        .map(
            pending ->
                pending.record().number().producer().equals(before)
                    ? pending.numbered(new RecordNumber(producer, next++))
                    : pending)
        .toList();
  }

  private void begin(RecordNumber lost) {
    if (lost.number() > 0 && ended.size() < MOST_ENDED) {
      ended.add(new EdgeNumbers(producer, lost.number(), 0));
      untold = true;
    }

    producer = newProducer();
    next = 0;
  }

  /** Whether the stream should be told, since nothing that came later does. */
  boolean isUntold() {
    return untold;
  }

  private boolean hasOwn(List<Pending> batch) {
    return batch.stream()
        .anyMatch(pending -> pending.record().number().producer().equals(producer));
  }
}
