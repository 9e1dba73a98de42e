package io.eventlake.family.product;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/**
 * Reads a line of an export in DynamoDB JSON, full or incremental; of the item the attributes that
 * count, all others are passed over whatever their type. Not for several threads.
 */
final class ItemReader {

  /** DynamoDB nests 32 attributes, each of which is two objects. */
  private static final int MAX_DEPTH = 100;

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /**
   * Reads one line.
   *
   * @throws IOException when it is no JSON object
   */
  ProductItem read(byte[] line) throws IOException {
    ProductItem item = new ProductItem();
    try (JsonParser json = JSON.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no object");
      }

      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("Keys")) {
          item.hasKeys = true;
          json.skipChildren();
        } else if (value == JsonToken.START_OBJECT
            && (name.equals("Item") || name.equals("NewImage"))) {
          item.isThere = true;
          attributes(json, item);
        } else {
          item.hasKeys |= name.equals("OldImage");
          json.skipChildren();
        }
      }

      if (json.nextToken() != null) {
        throw new IOException("more than an object");
      }

      return item;
    }
  }

  private static void attributes(JsonParser json, ProductItem item) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "modelId":
          item.modelId = value(json);
          break;
        case "owner":
          item.owner = value(json);
          break;
        case "createdAt":
          item.createdAt = value(json);
          break;
        case "updatedAt":
          item.updatedAt = value(json);
          break;
        default:
          json.skipChildren();
      }
    }
  }

  /** A text or a number with its type or bare; null of any other type. */
  private static String value(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return scalar(json);
    }

    String value = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String type = json.currentName();
      json.nextToken();
      String read = scalar(json);
      value = type.equals("S") || type.equals("N") ? read : value;
    }

    return value;
  }

  private static String scalar(JsonParser json) throws IOException {
    switch (json.currentToken()) {
      case VALUE_STRING:
      case VALUE_NUMBER_INT:
      case VALUE_NUMBER_FLOAT:
        return json.getText();
      default:
        json.skipChildren();
        return null;
    }
  }
}
