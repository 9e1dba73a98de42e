package io.eventlake.flink;

import java.util.Locale;

/**
 * The locale of the whole process. Flink's planner and other libraries write numbers into
 * statements and code as the machine's language does, and cannot read them again where that has
 * digits or letters of its own (ADR 21).
 */
public final class ProcessLocale {

  private ProcessLocale() {}

  /** From now on the machine's language decides nothing; called before anything else is. */
  public static void setRoot() {
    Locale.setDefault(Locale.ROOT);
  }
}
