package io.eventlake.family.product;

/** What counts of an item: four attributes as texts, null where they are missing. */
final class ProductItem {

  String modelId;
  String owner;
  String createdAt;
  String updatedAt;

  /** Of a line of an incremental export. */
  boolean hasKeys;

  /** False of a line that says that an item is gone, or nothing. */
  boolean isThere;
}
