package io.eventlake.family.contract;

/** A rule of a contract that tells of several properties at once. Keeps nothing. */
@FunctionalInterface
public interface EventRule {

  /** Null where the event keeps it; all its properties are fit and none that is required misses. */
  Rejection broken(EventValues event);
}
