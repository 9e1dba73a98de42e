package io.eventlake.family;

import io.eventlake.event.RejectReason;
import java.util.List;

/** What a family's rules say of one item of a record, or of a record that cannot be taken apart. */
public final class ItemVerdict {

  private static final ItemVerdict GOOD = new ItemVerdict(null, "", "", List.of());

  private final RejectReason reason;
  private final String pointer;
  private final String sentence;
  private final List<String> warnings;

  private ItemVerdict(RejectReason reason, String pointer, String sentence, List<String> warnings) {
    this.reason = reason;
    this.pointer = pointer;
    this.sentence = sentence;
    this.warnings = warnings;
  }

  /**
   * An item that is taken.
   *
   * @param warnings sentences on what was tolerated
   */
  public static ItemVerdict good(List<String> warnings) {
    return warnings.isEmpty() ? GOOD : new ItemVerdict(null, "", "", List.copyOf(warnings));
  }

  /**
   * An item that is rejected.
   *
   * @param pointer JSON pointer from the record's root
   * @param sentence for the producer's developer; it quotes nothing of the record
   */
  public static ItemVerdict bad(RejectReason reason, String pointer, String sentence) {
    return new ItemVerdict(reason, pointer, sentence, List.of());
  }

  public boolean isGood() {
    return reason == null;
  }

  /** Null for a good item. */
  public RejectReason reason() {
    return reason;
  }

  /** JSON pointer from the record's root; empty for a good item and for the whole record. */
  public String pointer() {
    return pointer;
  }

  /** Empty for a good item. */
  public String sentence() {
    return sentence;
  }

  public List<String> warnings() {
    return warnings;
  }
}
