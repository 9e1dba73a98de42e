package io.eventlake.collect.intake;

import io.eventlake.event.RejectReason;
import io.eventlake.family.ItemVerdict;
import io.eventlake.family.JudgedEvent;
import java.util.List;

/**
 * What became of one event of a request.
 *
 * @param id as the lake will have it; null unless accepted, and of learning events
 * @param reason null unless rejected, as are pointer and sentence
 * @param warnings sentences on what was tolerated
 */
public record EventVerdict(
    Outcome outcome,
    String id,
    RejectReason reason,
    String pointer,
    String sentence,
    List<String> warnings) {

  public EventVerdict {
    warnings = List.copyOf(warnings);
  }

  /** The words of answers and metrics. */
  public enum Outcome {
    ACCEPTED,
    /** Its user does not consent to analytics: nothing of it is sent on. */
    WITHHELD,
    REJECTED
  }

  static EventVerdict of(JudgedEvent judged) {
    if (judged.isAccepted()) {
      return new EventVerdict(Outcome.ACCEPTED, judged.id(), null, null, null, List.of());
    }

    return judged.isWithheld()
        ? new EventVerdict(Outcome.WITHHELD, null, null, null, null, List.of())
        : rejected(judged.reason(), judged.pointer(), judged.sentence());
  }

  static EventVerdict of(ItemVerdict verdict) {
    return verdict.isGood()
        ? new EventVerdict(Outcome.ACCEPTED, null, null, null, null, verdict.warnings())
        : rejected(verdict.reason(), verdict.pointer(), verdict.sentence());
  }

  static EventVerdict rejected(RejectReason reason, String pointer, String sentence) {
    return new EventVerdict(Outcome.REJECTED, null, reason, pointer, sentence, List.of());
  }
}
