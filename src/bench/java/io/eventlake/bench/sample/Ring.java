package io.eventlake.bench.sample;

import java.util.List;

/**
 * Values one after another, and again from the first: a benchmark that processed one value only
 * would show what a processor makes of branches it knows by heart.
 */
public final class Ring<T> {

  private final Object[] values;
  private int next;

  public Ring(List<T> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("the sample is empty");
    }

    this.values = values.toArray();
  }

  /** The next value. */
  @SuppressWarnings("unchecked") // the array holds the list's elements alone
  public T next() {
    if (next == values.length) {
      next = 0;
    }

    return (T) values[next++];
  }
}
