package io.eventlake.collect.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * CloudEvents in HTTP's binary mode: attributes in headers that begin with {@code ce-}, the data as
 * the body. They are written as structured ones.
 */
final class BinaryCloudEvent {

  private static final String PREFIX = "ce-";
  private static final String VERSION = PREFIX + "specversion";
  private static final JsonFactory JSON = LongJson.FACTORY;

  private BinaryCloudEvent() {}

  /** True where the head has a CloudEvent's version. */
  static boolean isOne(RequestHead head) {
    return head.header(VERSION) != null;
  }

  /**
   * The structured form; a body that is no JSON value stays what it is, for the judge to reject.
   */
  static byte[] structured(RequestHead head, byte[] body) {
    if (!isOneValue(body)) {
      return body;
    }

    byte[] attributes = attributes(head);
    ByteArrayOutputStream out = new ByteArrayOutputStream(attributes.length + body.length + 16);
    out.write(attributes, 0, attributes.length - 1);
    out.writeBytes(",\"data\":".getBytes(StandardCharsets.UTF_8));
    out.writeBytes(body);
    out.write('}');
    return out.toByteArray();
  }

  /** An object of the version at least. */
  private static byte[] attributes(RequestHead head) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      for (Map.Entry<String, String> header : head.headers().entrySet()) {
        if (header.getKey().startsWith(PREFIX)) {
          json.writeStringField(
              header.getKey().substring(PREFIX.length()), decoded(header.getValue()));
        }
      }
      if (!head.mediaType().isEmpty()) {
        json.writeStringField("datacontenttype", head.mediaType());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }

    return out.toByteArray();
  }

  private static boolean isOneValue(byte[] body) {
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() == null) {
        return false;
      }

      json.skipChildren();
      return json.nextToken() == null;
    } catch (JsonProcessingException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("Reading from memory failed", e);
    }
  }

  /** Percent-encoded UTF-8; what is no such encoding stays as it is. */
  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }
}
