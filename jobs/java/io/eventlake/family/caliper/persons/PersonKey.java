package io.eventlake.family.caliper.persons;

import java.io.Serializable;

/**
 * Where the key of the pseudonyms lies, outside the lake. It travels to tasks instead of the key,
 * which is in no plan of a job, no state and no table.
 */
@FunctionalInterface
public interface PersonKey extends Serializable {

  /** Fewer would be guessed. */
  int MIN_BYTES = 16;

  /** The key; asked for once by each task. */
  byte[] read();
}
