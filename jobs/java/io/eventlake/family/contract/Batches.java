package io.eventlake.family.contract;

import java.io.Serializable;
import java.util.Arrays;

/** Which records hold several events; any other record is one event. Immutable. */
public final class Batches implements Serializable {

  private static final long serialVersionUID = 1L;

  final boolean arrays;
  final String[] names;

  private Batches(boolean arrays, String... names) {
    this.arrays = arrays;
    this.names = names;
  }

  /** Each record is one event. */
  public static Batches none() {
    return new Batches(false);
  }

  /** A record that is an array of events. */
  public static Batches ofArrays() {
    return new Batches(true);
  }

  /**
   * As these, and a record that is an object with an array of events under one of the names. Its
   * other properties are as if they stood in each event, unknown to the contract.
   */
  public Batches under(String... moreNames) {
    String[] all = Arrays.copyOf(names, names.length + moreNames.length);
    System.arraycopy(moreNames, 0, all, names.length, moreNames.length);
    return new Batches(arrays, all);
  }

  boolean isNone() {
    return !arrays && names.length == 0;
  }

  boolean has(String name) {
    for (String one : names) {
      if (one.equals(name)) {
        return true;
      }
    }

    return false;
  }
}
