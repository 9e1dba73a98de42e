package io.eventlake.family.caliper.rules;

import java.util.Locale;

/** What becomes of that in which emitters often differ from the specification. */
public enum Strictness {
  /** It is a fault: as the conformance kit has it. */
  STRICT,
  /** It is taken with a warning. */
  INTAKE;

  /** As it is written in options. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
