package io.eventlake.operator.session;

/**
 * Half of an event id, by which repetitions are recognised. Part of the state's format: it never
 * changes.
 *
 * <p>A session key holds at most {@link SeenIds#CAPACITY} of them: that an event is taken for
 * another one of its key happens once in 2.9 * 10^17 events (ADR 27).
 */
final class Fingerprints {

  private static final long FIRST = 0x9E37_79B9_7F4A_7C15L;
  private static final long SECOND = 0xBF58_476D_1CE4_E5B9L;
  private static final long THIRD = 0x94D0_49BB_1331_11EBL;

  private Fingerprints() {}

  /** Each bit of it depends on each of the id: of some kinds of id half the bits are the same. */
  static long of(long high, long low) {
    long mixed = (high ^ high >>> 32) * FIRST;
    mixed = (mixed ^ mixed >>> 29) + low;
    mixed = (mixed ^ mixed >>> 30) * SECOND;
    mixed = (mixed ^ mixed >>> 27) * THIRD;
    return mixed ^ mixed >>> 31;
  }
}
