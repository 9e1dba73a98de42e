package io.eventlake.family.web;

import io.eventlake.event.RejectReason;

/**
 * Why a record breaks the contract. The message is for the producer's developer and never quotes
 * the record: it may be told where nobody consented.
 */
final class Rejection {

  final RejectReason reason;

  /** JSON pointer of the offending field; empty for the whole record. */
  final String pointer;

  final String message;

  /** True when the record names a person, so that it must not be kept as it is. */
  final boolean personal;

  private Rejection(RejectReason reason, String pointer, String message) {
    this(reason, pointer, message, false);
  }

  private Rejection(RejectReason reason, String pointer, String message, boolean personal) {
    this.reason = reason;
    this.pointer = pointer;
    this.message = message;
    this.personal = personal;
  }

  /** The whole record is unfit. */
  static Rejection ofRecord(RejectReason reason, String message) {
    return new Rejection(reason, "", message);
  }

  /** A property is unfit; {@code rule} reads on from its name. */
  static Rejection of(RejectReason reason, WebProperty property, String rule) {
    return new Rejection(reason, property.pointer(), property.path() + " " + rule);
  }

  /** An id names a person; {@code rule} reads on from the property's name. */
  static Rejection ofPerson(WebProperty property, String rule) {
    return new Rejection(
        RejectReason.PERSONAL_ID, property.pointer(), property.path() + " " + rule, true);
  }

  /** The same of a value that names a person. */
  Rejection ofPerson() {
    return new Rejection(reason, pointer, message, true);
  }

  /** An element of a list is unfit; {@code rule} reads on from its name. */
  static Rejection of(RejectReason reason, WebProperty property, int index, String rule) {
    return new Rejection(
        reason, property.pointer() + "/" + index, property.path() + "[" + index + "] " + rule);
  }
}
