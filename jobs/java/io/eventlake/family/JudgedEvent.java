package io.eventlake.family;

import io.eventlake.event.RejectReason;

/** What a family's contract says of one event, and what keeps the event in order in a stream. */
public final class JudgedEvent {

  private final RejectReason reason;
  private final String pointer;
  private final String sentence;
  private final boolean withheld;
  private final String type;
  private final String id;
  private final String session;

  private JudgedEvent(
      RejectReason reason,
      String pointer,
      String sentence,
      boolean withheld,
      String type,
      String id,
      String session) {
    this.reason = reason;
    this.pointer = pointer;
    this.sentence = sentence;
    this.withheld = withheld;
    this.type = type;
    this.id = id;
    this.session = session;
  }

  /**
   * An event that the lake takes.
   *
   * @param id as the lake will have it, derived where the producer gave none
   * @param session its session's id, or null
   */
  public static JudgedEvent accepted(String type, String id, String session) {
    return new JudgedEvent(null, "", "", false, type, id, session);
  }

  /** An event that keeps the contract and is only counted, for want of consent. */
  public static JudgedEvent withheld(String type) {
    return new JudgedEvent(null, "", "", true, type, null, null);
  }

  /**
   * An event that becomes a dead letter.
   *
   * @param pointer JSON pointer from the event's root; empty for the whole
   * @param sentence for the producer's developer; it quotes nothing of the event
   */
  public static JudgedEvent rejected(RejectReason reason, String pointer, String sentence) {
    return new JudgedEvent(reason, pointer, sentence, false, null, null, null);
  }

  public boolean isAccepted() {
    return reason == null && !withheld;
  }

  public boolean isWithheld() {
    return withheld;
  }

  /** Null for an event that keeps the contract. */
  public RejectReason reason() {
    return reason;
  }

  public String pointer() {
    return pointer;
  }

  /** Empty for an event that keeps the contract. */
  public String sentence() {
    return sentence;
  }

  /** Null for a rejected event. */
  public String type() {
    return type;
  }

  /** Null unless it is accepted. */
  public String id() {
    return id;
  }

  /** Null unless it is accepted and has one. */
  public String session() {
    return session;
  }
}
