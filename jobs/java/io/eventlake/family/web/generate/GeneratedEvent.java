package io.eventlake.family.web.generate;

import io.eventlake.event.RejectReason;
import java.util.Map;
import java.util.TreeMap;

/** One record of the generated stream and what its generator made of it; bytes are made on call. */
public final class GeneratedEvent {

  /** What the lake has to make of a record. */
  enum Fate {
    EVENT,
    /** An event that comes after the state of its session is gone. */
    LATE_EVENT,
    NO_CONSENT,
    REJECTED
  }

  private final Hit hit;
  private final Fate fate;
  private final long arrivalMillis;
  private final long dueMillis;
  private final boolean reordered;

  private GeneratedEvent(
      Hit hit, Fate valid, long arrivalMillis, long dueMillis, boolean reordered) {
    this.hit = hit;
    this.fate = fateOf(hit, valid);
    this.arrivalMillis = arrivalMillis;
    this.dueMillis = dueMillis;
    this.reordered = reordered;
  }

  /**
   * @param arrivalMillis when the ingest endpoint takes the event: its {@code ingest_ts}
   * @param dueMillis when the record comes to the stream; later for a repetition of the same bytes
   */
  static GeneratedEvent of(Hit hit, long arrivalMillis, long dueMillis) {
    return new GeneratedEvent(hit, Fate.EVENT, arrivalMillis, dueMillis, false);
  }

  /** The event as the browser sends it again: another {@code ingest_ts}, the properties sorted. */
  static GeneratedEvent again(Hit hit, long arrivalMillis) {
    return new GeneratedEvent(hit, Fate.EVENT, arrivalMillis, arrivalMillis, true);
  }

  /** An event that comes once its session's state is gone. */
  static GeneratedEvent beyondHorizon(Hit hit, long arrivalMillis) {
    return new GeneratedEvent(hit, Fate.LATE_EVENT, arrivalMillis, arrivalMillis, false);
  }

  /** The record: one JSON event without a line break, or what is to be rejected as one. */
  public byte[] json() {
    return hit.flaw == null
        ? EventContent.toJson(content())
        : new Flaw(hit.flaw, hit.seed).apply(content());
  }

  /** When the event is taken, epoch milliseconds; its {@code ingest_ts} where it is valid. */
  public long arrivalMillis() {
    return arrivalMillis;
  }

  /** When the record comes to the stream, epoch milliseconds: events are given in this order. */
  public long dueMillis() {
    return dueMillis;
  }

  /** The session id, else the event id, else a hash (reference: partition key). */
  public String partitionKey() {
    if (hit.sessionId() != null) {
      return hit.sessionId();
    }
    return hit.id == null ? Long.toHexString(hit.seed) : hit.id.toString();
  }

  /** Why the record is to be rejected; null when it is not. */
  public RejectReason rejectReason() {
    return hit.flaw;
  }

  Fate fate() {
    return fate;
  }

  /** {@code ts}, epoch microseconds. */
  long tsMicros() {
    return hit.tsMicros;
  }

  /** True for a page view of a comparison page. */
  boolean comparison() {
    return hit.type == WebEventType.PAGE_VIEW && hit.page.comparison;
  }

  /** The event as a tree of maps and lists, before a flaw breaks it. */
  Map<String, Object> content() {
    Map<String, Object> content = EventContent.of(hit, arrivalMillis);
    return reordered ? new TreeMap<>(content) : content;
  }

  private static Fate fateOf(Hit hit, Fate valid) {
    if (hit.flaw != null) {
      return Fate.REJECTED;
    }
    return hit.visit.analytics ? valid : Fate.NO_CONSENT;
  }
}
