package io.eventlake.family.contract;

/** A rule of a contract that tells of several properties at once. Keeps nothing. */
@FunctionalInterface
public interface EventRule {

  /**
   * Null where the event keeps it; all its properties are fit. None that is required misses, unless
   * the rule comes first.
   */
  Rejection broken(EventValues event);
}
