package io.eventlake.family;

/**
 * Says of single events what their family's decoder will say of them, where they are taken in: it
 * needs no tables. Not for several threads.
 */
public interface EventJudge {

  /** Never throws because of what is in the event. */
  JudgedEvent judge(byte[] event);
}
