package io.eventlake.family.caliper.rules;

import io.eventlake.event.RejectReason;
import io.eventlake.family.ItemVerdict;

/** Why an item or a record breaks the rules, and which rule that is. */
final class Fault {

  final RejectReason reason;
  final String pointer;
  final String sentence;

  /** Null where no line of the tables says it. */
  final PropertyRule rule;

  Fault(RejectReason reason, String pointer, String sentence, PropertyRule rule) {
    this.reason = reason;
    this.pointer = pointer;
    this.sentence = sentence;
    this.rule = rule;
  }

  ItemVerdict verdict() {
    return ItemVerdict.bad(reason, pointer, sentence);
  }
}
