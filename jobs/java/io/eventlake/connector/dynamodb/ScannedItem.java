package io.eventlake.connector.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item of a page of a scan. */
final class ScannedItem {

  final Map<String, AttributeValue> keys;
  final Map<String, AttributeValue> item;

  /** With the last item of a page: the key after which the next begins, else null. */
  final Map<String, AttributeValue> nextPage;

  ScannedItem(
      Map<String, AttributeValue> keys,
      Map<String, AttributeValue> item,
      Map<String, AttributeValue> nextPage) {
    this.keys = keys;
    this.item = item;
    this.nextPage = nextPage;
  }
}
