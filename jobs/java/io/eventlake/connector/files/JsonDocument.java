package io.eventlake.connector.files;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/** What a command has to say as one JSON document. */
public final class JsonDocument {

  private static final ObjectWriter JSON =
      JsonMapper.builder()
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build()
          .writerWithDefaultPrettyPrinter();

  private JsonDocument() {}

  /** The text of an object of texts, numbers, booleans, nulls, and lists and maps of them. */
  public static String of(Map<String, ?> object) {
    try {
      return JSON.writeValueAsString(object).replace(System.lineSeparator(), "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A document cannot be written", e);
    }
  }
}
