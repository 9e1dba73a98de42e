package io.eventlake.family.product;

/**
 * An item on the day on which it counts. A mutable bean because Flink serializes it as a POJO; none
 * is changed once it was handed on.
 */
public class Activity {

  /** A {@link ProductKind#word}. */
  public String kind;

  /** UTC, days since the epoch. */
  public int day;

  public String app;
  public String user;
  public String modelId;
  public String owner;

  /** Whether {@code silver.product_activity} has it already. */
  public boolean isKnown;

  /** For Flink. */
  public Activity() {}

  Activity(ProductKind kind, int day, String app, String user, ProductItem item) {
    this.kind = kind.word();
    this.day = day;
    this.app = app;
    this.user = user;
    this.modelId = item.modelId;
    this.owner = item.owner;
  }

  @Override
  public String toString() {
    return kind + " " + modelId + " of " + owner + " on " + day;
  }
}
