package io.eventlake.operator.count;

import java.util.Objects;

/**
 * What inputs that are added up have in common: a minute and up to three texts. The key of a hash
 * map; set anew for each input, so what keeps one copies it.
 */
public final class Grain {

  private long minuteMillis;
  private String first;
  private String second;
  private String third;

  /**
   * Sets all parts; texts may be null.
   *
   * @param newMinuteMillis start of the minute, epoch milliseconds, UTC
   */
  public void set(long newMinuteMillis, String newFirst, String newSecond, String newThird) {
    minuteMillis = newMinuteMillis;
    first = newFirst;
    second = newSecond;
    third = newThird;
  }

  /** Start of the minute, epoch milliseconds, UTC. */
  public long minuteMillis() {
    return minuteMillis;
  }

  public String first() {
    return first;
  }

  public String second() {
    return second;
  }

  public String third() {
    return third;
  }

  Grain copy() {
    Grain copy = new Grain();
    copy.set(minuteMillis, first, second, third);
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Grain)) {
      return false;
    }

    Grain grain = (Grain) other;
    return minuteMillis == grain.minuteMillis
        && Objects.equals(first, grain.first)
        && Objects.equals(second, grain.second)
        && Objects.equals(third, grain.third);
  }

  @Override
  public int hashCode() {
    int hash = Long.hashCode(minuteMillis);
    hash = hash * 31 + Objects.hashCode(first);
    hash = hash * 31 + Objects.hashCode(second);
    return hash * 31 + Objects.hashCode(third);
  }
}
