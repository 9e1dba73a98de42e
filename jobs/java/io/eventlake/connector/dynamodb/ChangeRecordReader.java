package io.eventlake.connector.dynamodb;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.eventlake.event.RejectReason;
import io.eventlake.json.JsonText;
import io.eventlake.json.StrictJson;
import io.eventlake.operator.segment.MalformedItemException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the JSON of a change record, token by token: nothing in it is converted but short texts, so
 * that no record costs more than its length.
 *
 * <p>Four forms: a change as DynamoDB puts it into a Kinesis stream, an item of a full export
 * ({@code {"Item": {...}}}), a change of an incremental one ({@code {"Metadata": {...}, "Keys":
 * {...}, ...}}), and an item as plain JSON.
 */
final class ChangeRecordReader {

  String eventName;
  String recordFormat;
  String tableName;
  String changedAt;
  String precision;
  Map<String, AttributeValue> keys;
  Map<String, AttributeValue> newImage;
  Map<String, AttributeValue> oldImage;

  /** Of an incremental export: when the item was last written, epoch microseconds. */
  String writtenMicros;

  /** Of a full export. */
  Map<String, AttributeValue> item;

  /** The record's own scalar properties. */
  final Map<String, AttributeValue> plain = new HashMap<>();

  /** True when it is a change, and not an item. */
  boolean isChange;

  private ChangeRecordReader() {}

  /**
   * Reads one JSON object.
   *
   * @throws IOException when the text is no JSON
   * @throws MalformedItemException when it is another JSON than expected
   */
  static ChangeRecordReader read(JsonText text) throws IOException {
    ChangeRecordReader record = new ChangeRecordReader();
    try (JsonParser json = StrictJson.parser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw malformed();
      }

      record.readRecord(json);
      if (json.nextToken() != null) {
        throw malformed();
      }
    }

    return record;
  }

  private void readRecord(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "eventName":
          eventName = text(json, name);
          break;
        case "recordFormat":
          recordFormat = text(json, name);
          break;
        case "tableName":
          tableName = text(json, name);
          break;
        case "dynamodb":
          isChange = true;
          readChange(object(json, name));
          break;
        case "Item":
          item = attributes(object(json, name));
          break;
        case "Metadata":
          readMetadata(object(json, name));
          break;
        case "Keys":
        case "NewImage":
        case "OldImage":
          readImages(json, name);
          break;
        default:
          readPlain(json, name);
      }
    }
  }

  private void readChange(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "ApproximateCreationDateTime":
          if (!json.currentToken().isNumeric()) {
            throw wrongType(name);
          }

          changedAt = json.getText();
          break;
        case "ApproximateCreationDateTimePrecision":
          precision = text(json, name);
          break;
        case "Keys":
        case "NewImage":
        case "OldImage":
          readImages(json, name);
          break;
        default:
          json.skipChildren();
      }
    }
  }

  private void readImages(JsonParser json, String name) throws IOException {
    if (name.equals("Keys")) {
      keys = attributes(object(json, name));
    } else if (name.equals("NewImage")) {
      newImage = image(json, name);
    } else {
      oldImage = image(json, name);
    }
  }

  /** The time has its type about it, or stands bare. */
  private void readMetadata(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken token = json.nextToken();
      if (!name.equals("WriteTimestampMicros")) {
        json.skipChildren();
      } else if (token == JsonToken.START_OBJECT) {
        writtenMicros = attribute(json).n();
      } else {
        writtenMicros = json.getText();
      }
    }

    if (writtenMicros == null) {
      throw new MalformedItemException(
          RejectReason.MISSING_FIELD, "WriteTimestampMicros is missing");
    }
  }

  private static Map<String, AttributeValue> image(JsonParser json, String name)
      throws IOException {
    return json.currentToken() == JsonToken.VALUE_NULL ? null : attributes(object(json, name));
  }

  private static Map<String, AttributeValue> attributes(JsonParser json) throws IOException {
    Map<String, AttributeValue> attributes = new HashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      attributes.put(name, attribute(object(json, name)));
    }

    return attributes;
  }

  /** A value with its type; one that is no text, number or NULL has none that matters here. */
  private static AttributeValue attribute(JsonParser json) throws IOException {
    AttributeValue value = AttributeValue.fromM(Map.of());
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String type = json.currentName();
      JsonToken token = json.nextToken();
      if (type.equals("S") && token == JsonToken.VALUE_STRING) {
        value = AttributeValue.fromS(json.getText());
      } else if (type.equals("N") && token == JsonToken.VALUE_STRING) {
        value = AttributeValue.fromN(json.getText());
      } else if (type.equals("NULL") && token == JsonToken.VALUE_TRUE) {
        value = AttributeValue.fromNul(true);
      } else {
        json.skipChildren();
      }
    }

    return value;
  }

  private void readPlain(JsonParser json, String name) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      plain.put(name, AttributeValue.fromS(json.getText()));
    } else if (token.isNumeric()) {
      plain.put(name, AttributeValue.fromN(json.getText()));
    } else if (token != JsonToken.VALUE_NULL) {
      plain.put(name, AttributeValue.fromM(Map.of()));
      json.skipChildren();
    }
  }

  private static JsonParser object(JsonParser json, String name) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw wrongType(name);
    }

    return json;
  }

  private static String text(JsonParser json, String name) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }

    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw wrongType(name);
    }

    return json.getText();
  }

  private static MalformedItemException wrongType(String name) {
    return new MalformedItemException(RejectReason.WRONG_TYPE, name + " has another type");
  }

  private static MalformedItemException malformed() {
    return new MalformedItemException(RejectReason.MALFORMED_JSON, "not one JSON object");
  }
}
