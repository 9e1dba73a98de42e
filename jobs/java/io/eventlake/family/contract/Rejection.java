package io.eventlake.family.contract;

import io.eventlake.event.RejectReason;

/**
 * Why a record breaks the contract. The message is for the producer's developer and never quotes
 * the record: it may be told where nobody consented.
 */
public final class Rejection {

  final RejectReason reason;

  /** JSON pointer of the offending field; empty for the whole record. */
  final String pointer;

  final String message;

  /** True when the record names a person, so that it must not be kept as it is. */
  final boolean personal;

  /** What is to blame; null for the whole record. */
  private final Property property;

  private Rejection(
      RejectReason reason, String pointer, String message, boolean personal, Property property) {
    this.reason = reason;
    this.pointer = pointer;
    this.message = message;
    this.personal = personal;
    this.property = property;
  }

  /** The whole record is unfit. */
  static Rejection ofRecord(RejectReason reason, String message) {
    return new Rejection(reason, "", message, false, null);
  }

  /**
   * What a family's own rules found.
   *
   * @param pointer JSON pointer from the record's root; empty for the whole record
   */
  public static Rejection at(RejectReason reason, String pointer, String message) {
    return new Rejection(reason, pointer, message, false, null);
  }

  /** A record holds events, and they are unfit as a whole. */
  static Rejection ofBatch(String pointer, String message) {
    return new Rejection(RejectReason.MALFORMED_JSON, pointer, message, false, null);
  }

  /** A property is unfit; {@code rule} reads on from its name. */
  public static Rejection of(RejectReason reason, Property property, String rule) {
    return new Rejection(reason, property.pointer(), property.path() + " " + rule, false, property);
  }

  /** An id names a person; {@code rule} reads on from the property's name. */
  static Rejection ofPerson(Property property, String rule) {
    return new Rejection(
        RejectReason.PERSONAL_ID, property.pointer(), property.path() + " " + rule, true, property);
  }

  /** True when no property is to blame. */
  boolean ofRecord() {
    return pointer.isEmpty();
  }

  /** The same of an event within a record. */
  Rejection within(String eventPointer) {
    return new Rejection(reason, eventPointer + pointer, message, personal, property);
  }

  /** The same of a bare event, whose properties have other pointers. */
  Rejection within(BareEvents bare) {
    if (property == null) {
      return this;
    }

    String told = bare.pointer(property);
    String element = pointer.substring(property.pointer().length());
    String path = told.substring(1).replace('/', '.');
    return new Rejection(
        reason,
        told + element,
        path + message.substring(property.path().length()),
        personal,
        property);
  }

  /** The same of a value that names a person, or may: the record must not be kept as it is. */
  public Rejection ofPerson() {
    return new Rejection(reason, pointer, message, true, property);
  }

  /** An element of a list is unfit; {@code rule} reads on from its name. */
  static Rejection of(RejectReason reason, Property property, int index, String rule) {
    return new Rejection(
        reason,
        property.pointer() + "/" + index,
        property.path() + "[" + index + "] " + rule,
        false,
        property);
  }
}
