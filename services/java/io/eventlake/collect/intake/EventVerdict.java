package io.eventlake.collect.intake;

import io.eventlake.event.RejectReason;
import io.eventlake.family.JudgedEvent;

/**
 * What became of one event of a request.
 *
 * @param id as the lake will have it; null unless accepted
 * @param reason null unless rejected, as are pointer and sentence
 */
public record EventVerdict(
    Outcome outcome, String id, RejectReason reason, String pointer, String sentence) {

  /** The words of answers and metrics. */
  public enum Outcome {
    ACCEPTED,
    /** Its user does not consent to analytics: nothing of it is sent on. */
    WITHHELD,
    REJECTED
  }

  static EventVerdict of(JudgedEvent judged) {
    if (judged.isAccepted()) {
      return new EventVerdict(Outcome.ACCEPTED, judged.id(), null, null, null);
    }

    return judged.isWithheld()
        ? new EventVerdict(Outcome.WITHHELD, null, null, null, null)
        : rejected(judged.reason(), judged.pointer(), judged.sentence());
  }

  static EventVerdict rejected(RejectReason reason, String pointer, String sentence) {
    return new EventVerdict(Outcome.REJECTED, null, reason, pointer, sentence);
  }
}
