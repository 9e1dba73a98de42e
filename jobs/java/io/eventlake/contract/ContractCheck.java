package io.eventlake.contract;

import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.operator.decode.EventDecoder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges records one after the other by the lake's own decoder and counts them, in bounded memory.
 * Not for several threads.
 */
public final class ContractCheck {

  /** Further misspelt names of accepted events are not told. */
  private static final int MOST_MISSPELT = 20;

  private final EventDecoder decoder;
  private final UnknownWords words;
  private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
  private final Map<String, Long> misspelt = new LinkedHashMap<>();
  private long accepted;
  private long withheld;

  /**
   * @param decoder of the contract's family
   */
  public ContractCheck(EventContract contract, EventDecoder decoder) {
    this.decoder = decoder;
    this.words = new UnknownWords(contract);
  }

  /** Judges the events of a record; tells those that are rejected. */
  public List<RejectedRecord> check(RawRecord record) {
    List<RejectedRecord> told = new ArrayList<>(0);
    List<UnknownWord> unknown = words.of(record.payload);
    for (Verdict verdict : Verdict.of(decoder, record)) {
      if (verdict.reason() != null) {
        rejected.merge(verdict.reason(), 1L, Long::sum);
        long line = Long.parseLong(record.sequenceNumber);
        told.add(new RejectedRecord(record.shardId, line, verdict, unknown));
      } else {
        accepted += verdict.withheld() ? 0 : 1;
        withheld += verdict.withheld() ? 1 : 0;
      }
    }

    if (told.isEmpty()) {
      unknown.forEach(this::addMisspelt);
    }

    return told;
  }

  private void addMisspelt(UnknownWord word) {
    String told = word.toString();
    if (misspelt.size() < MOST_MISSPELT || misspelt.containsKey(told)) {
      misspelt.merge(told, 1L, Long::sum);
    }
  }

  /** Events that keep the contract and whose users consent. */
  public long accepted() {
    return accepted;
  }

  /** Events that keep the contract and are only counted, for want of consent. */
  public long withheld() {
    return withheld;
  }

  /** Events, and records without one, that are rejected, by reason. */
  public Map<RejectReason, Long> rejected() {
    return rejected;
  }

  /** How many are rejected. */
  public long rejectedCount() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Names in events that keep the contract, near names that it has, with their numbers. */
  public Map<String, Long> misspelt() {
    return misspelt;
  }
}
