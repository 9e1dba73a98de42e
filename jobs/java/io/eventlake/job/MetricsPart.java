package io.eventlake.job;

import io.eventlake.connector.iceberg.sink.WrittenFiles;
import io.eventlake.family.product.ItemCount;

/**
 * What a count of an export gives: files that were written, or what became of items. A mutable bean
 * because Flink serializes it as one; one of the two is null.
 */
public class MetricsPart {

  public WrittenFiles files;
  public ItemCount items;

  /** For Flink. */
  public MetricsPart() {}

  static MetricsPart of(WrittenFiles files) {
    MetricsPart part = new MetricsPart();
    part.files = files;
    return part;
  }

  static MetricsPart of(ItemCount items) {
    MetricsPart part = new MetricsPart();
    part.items = items;
    return part;
  }
}
