package io.eventlake.family.xp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;

/**
 * A page of results as OneRoster's REST gives it, {@code assessmentResults} or {@code results},
 * with {@code "bulk": true} where it has all that there are. One result is in memory at a time.
 */
final class ResultPage {

  /** NaN is a value that a result is rejected for, not the page. */
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final ObjectMapper MAPPER =
      new ObjectMapper(JSON).enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private ResultPage() {}

  /** What is done with an array of results. */
  private interface Items {
    void of(JsonParser json) throws IOException;
  }

  /**
   * Reads one.
   *
   * @param file its name, for messages
   * @return whether it is bulk
   * @throws XpInputException when it is no page
   */
  static boolean read(InputStream in, String file, String suffix, ResultTaker taker)
      throws IOException {
    return read(in, file, json -> items(json, suffix, taker));
  }

  /**
   * Whether it is bulk.
   *
   * @throws XpInputException when it is no page
   */
  static boolean isBulk(InputStream in, String file) throws IOException {
    return read(in, file, JsonParser::skipChildren);
  }

  private static boolean read(InputStream in, String file, Items items) throws IOException {
    try (JsonParser json = MAPPER.getFactory().createParser(in)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw none(file, "it is no JSON object");
      }

      boolean isPage = false;
      boolean isBulk = false;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("bulk")) {
          isBulk = value == JsonToken.VALUE_TRUE;
          json.skipChildren();
        } else if (name.equals("assessmentResults") || name.equals("results")) {
          if (value != JsonToken.START_ARRAY) {
            throw none(file, name + " is no array");
          }

          isPage = true;
          items.of(json);
        } else {
          json.skipChildren();
        }
      }

      if (json.nextToken() != null) {
        throw none(file, "there is more than an object");
      }

      if (!isPage) {
        throw none(file, "it has neither assessmentResults nor results");
      }

      return isBulk;
    } catch (JsonProcessingException e) {
      throw none(file, line(e) + "it is no JSON: " + e.getOriginalMessage());
    } catch (NumberFormatException e) {
      throw none(file, "it has a number that no number can be: " + e.getMessage());
    }
  }

  /** Where it breaks off, to stand before a reason; a bound of the parser does not say. */
  static String line(JsonProcessingException e) {
    return e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
  }

  private static void items(JsonParser json, String suffix, ResultTaker taker) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      JsonNode item = MAPPER.readTree(json);
      try {
        taker.take(ResultItem.read(item, suffix), item.path("metadata").toString());
      } catch (RejectedResultException e) {
        JsonNode id = item.get("sourcedId");
        taker.reject(id != null && id.isTextual() ? id.textValue() : null, item.toString(), e);
      }
    }
  }

  private static XpInputException none(String file, String why) {
    return new XpInputException(
        file
            + " is no page of results: "
            + why
            + ". Nothing was read; repair the file or move it away");
  }
}
