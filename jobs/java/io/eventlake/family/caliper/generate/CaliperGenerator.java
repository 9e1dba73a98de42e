package io.eventlake.family.caliper.generate;

import io.eventlake.family.Dice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Learning of many, interleaved, in the order in which it comes to the stream: the same for the
 * same options.
 */
public final class CaliperGenerator implements Iterator<CaliperRecord> {

  /** Measured over a million items, repetitions included; sets how often a sitting begins. */
  private static final double EVENTS_PER_SITTING = 18.7;

  private final CaliperTraffic traffic;
  private final Dice dice;
  private final SittingPlanner sittings;
  private final CaliperDeliveries deliveries;
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(
          Comparator.<Pending>comparingLong(p -> p.record.dueMillis())
              .thenComparingLong(p -> p.number));

  /** What the gradebook has, by when it sends it. */
  private final TreeMap<Long, List<LearningItem>> grades = new TreeMap<>();

  private final long startMillis;
  private double nextSittingMillis;
  private long planned;
  private long given;

  public CaliperGenerator(CaliperTraffic traffic) {
    this.traffic = traffic;
    this.dice = new Dice(traffic.seed());
    this.sittings = new SittingPlanner(traffic, dice);
    this.deliveries = new CaliperDeliveries(traffic, dice);
    this.startMillis = traffic.start().toEpochMilli();
    this.nextSittingMillis = traffic.firstSittingMillis();
  }

  @Override
  public boolean hasNext() {
    return given < traffic.events;
  }

  /** The next envelope; the last of all holds no more items than were asked for. */
  @Override
  public CaliperRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException("All " + traffic.events + " events are given.");
    }

    planAhead();
    CaliperRecord record = pending.poll().record.first(traffic.events - given);
    given += record.size();
    return record;
  }

  /** Plans until nothing that is still to be planned can come before the first pending record. */
  private void planAhead() {
    while (true) {
      double next = pending.isEmpty() ? Double.MAX_VALUE : pending.peek().record.dueMillis();
      if (!grades.isEmpty() && grades.firstKey() <= Math.min(next, nextSittingMillis)) {
        sendGrades();
      } else if (nextSittingMillis <= next) {
        deliveries.plan(sittings.plan((long) nextSittingMillis, this::grade), this::await);
        nextSittingMillis += dice.exponential(EVENTS_PER_SITTING * traffic.millisPerEvent());
      } else {
        return;
      }
    }
  }

  private void grade(LearningItem item) {
    long due = traffic.gradingAfter(item.told.atMillis);
    grades.computeIfAbsent(due, any -> new ArrayList<>()).add(item);
  }

  /** What is graded before a moment is known once all sittings of before are planned. */
  private void sendGrades() {
    long due = grades.firstKey();
    deliveries.grades(grades.remove(due), due, this::await);
  }

  private void await(CaliperRecord record) {
    if (record.dueMillis() >= startMillis) {
      pending.add(new Pending(record, planned++));
    }
  }

  /** A record to come; the number keeps the order of those that come at once. */
  private static final class Pending {

    private final CaliperRecord record;
    private final long number;

    Pending(CaliperRecord record, long number) {
      this.record = record;
      this.number = number;
    }
  }
}
