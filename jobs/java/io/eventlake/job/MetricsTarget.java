package io.eventlake.job;

import io.eventlake.family.product.MetricValues;
import java.util.function.Consumer;

/** Where the items of the analytics table and the values for CloudWatch go. */
interface MetricsTarget {

  /** What it is called where the values are remembered: each knows the values that it was given. */
  String name();

  /** Whether items go there. */
  boolean hasItems();

  /** Whether values go there. */
  boolean hasValues();

  /** Whether values of an application can go there. */
  boolean takes(String app);

  /**
   * Puts items, those of before by the same key being replaced; returns only when all are there.
   *
   * @param items hands each to whom it is given, as JSON
   * @return the place, for people
   */
  String items(Consumer<Consumer<String>> items);

  /**
   * Gives values; returns only when all are there.
   *
   * @return the place, for people
   */
  String values(MetricValues values);
}
