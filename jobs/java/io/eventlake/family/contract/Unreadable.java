package io.eventlake.family.contract;

import static io.eventlake.event.RejectReason.INVALID_ENCODING;
import static io.eventlake.event.RejectReason.MALFORMED_JSON;
import static io.eventlake.event.RejectReason.TOO_DEEP;

import io.eventlake.json.StrictJson;

/** What is said of a record that is no JSON; characters are counted from 1. */
final class Unreadable {

  private Unreadable() {}

  static Rejection noText(int offset) {
    return Rejection.ofRecord(
        INVALID_ENCODING,
        "The record is not UTF-8 text, or holds half of a surrogate pair, at character "
            + (offset + 1)
            + ".");
  }

  static Rejection tooDeep() {
    return Rejection.ofRecord(
        TOO_DEEP, "The record is nested deeper than " + StrictJson.MAX_DEPTH + " levels.");
  }

  static Rejection noJson(long offset) {
    return Rejection.ofRecord(
        MALFORMED_JSON,
        "The record is not JSON (RFC 8259) at character " + (offset + 1) + " or shortly before.");
  }

  static Rejection goesOn(long offset) {
    return Rejection.ofRecord(
        MALFORMED_JSON,
        "The record goes on after its JSON object, at character "
            + (offset + 1)
            + "; send one event in a record.");
  }
}
