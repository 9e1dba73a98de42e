package io.eventlake.family.xp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How each result was delivered last: of a delivery of all results that is needed to tell what is
 * news, and what is gone. It may take what is no news for some, never the other way round.
 */
public final class LastDelivered {

  private final Map<String, Last> results = new HashMap<>();

  /** What a result was like, and how much is known of it. */
  private static final class Last {

    /** Null while all that came was rejected. */
    Long print;

    /** Whether the last that was said of it is that it is absent. */
    boolean isAbsent;

    /** Whether a delivery of all results had it since it was absent last. */
    boolean isInBulk;

    /** Number of the last delivery of all results that had it. */
    long bulk;
  }

  /**
   * Takes what came before.
   *
   * @param print of the last version; null where all were rejected
   * @param isAbsent whether nothing came behind its last absence
   * @param isInBulk whether it came behind that in a delivery that tells absences
   */
  public void put(String id, Long print, boolean isAbsent, boolean isInBulk) {
    Last last = new Last();
    last.print = print;
    last.isAbsent = isAbsent;
    last.isInBulk = isInBulk;
    results.put(id, last);
  }

  /**
   * A delivery has a version.
   *
   * @param print tells its content from others
   * @param bulk number of the delivery where that is of all results; else 0
   * @return false where it says nothing new
   */
  public boolean has(String id, long print, long bulk) {
    Last last = came(id, bulk);
    boolean isSame =
        last.isInBulk && !last.isAbsent && bulk > 0 && Long.valueOf(print).equals(last.print);
    last.print = print;
    last.isAbsent = false;
    last.isInBulk |= bulk > 0;
    return !isSame;
  }

  /** A delivery has something of that id which is none that counts: it is not absent. */
  public void hasRejected(String id, long bulk) {
    came(id, bulk).isAbsent = false;
  }

  private Last came(String id, long bulk) {
    Last last = results.computeIfAbsent(id, any -> new Last());
    last.bulk = Math.max(last.bulk, bulk);
    return last;
  }

  /** What a delivery of all results lacks that was not said to be absent; now it is. */
  public List<String> lacking(long bulk) {
    List<String> ids = new ArrayList<>();
    results.forEach(
        (id, last) -> {
          if (last.bulk != bulk && !last.isAbsent && last.print != null) {
            last.isAbsent = true;
            last.isInBulk = false;
            ids.add(id);
          }
        });
    ids.sort(null);
    return ids;
  }
}
