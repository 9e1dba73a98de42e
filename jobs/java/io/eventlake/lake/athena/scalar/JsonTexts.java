package io.eventlake.lake.athena.scalar;

import static org.duckdb.DuckDBColumnType.BIGINT;
import static org.duckdb.DuckDBColumnType.BOOLEAN;
import static org.duckdb.DuckDBColumnType.DOUBLE;
import static org.duckdb.DuckDBColumnType.VARCHAR;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;

/** JSON in texts, read as far as it is asked for, as Athena does. */
final class JsonTexts {

  /** Numbers keep their digits, objects are sorted by name. */
  private static final ObjectMapper SORTED =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private JsonTexts() {}

  static void addTo(Registry registry) {
    registry
        .add(
            "athena_json_extract",
            VARCHAR,
            row -> JsonPath.of(row[1]).json((String) row[0]),
            VARCHAR,
            VARCHAR)
        .add(
            "athena_json_extract_scalar",
            VARCHAR,
            row -> JsonPath.of(row[1]).scalar((String) row[0]),
            VARCHAR,
            VARCHAR)
        .add(
            "athena_json_size",
            BIGINT,
            row -> JsonPath.of(row[1]).size((String) row[0]),
            VARCHAR,
            VARCHAR)
        .add("athena_json_array_length", BIGINT, row -> length((String) row[0]), VARCHAR)
        .add("athena_json_parse", VARCHAR, row -> sorted((String) row[0]), VARCHAR)
        .add("athena_sorted_json", VARCHAR, row -> sorted((String) row[0]), VARCHAR)
        .add("athena_json_text", VARCHAR, row -> printed((String) row[0]), VARCHAR)
        .add("athena_is_json_scalar", BOOLEAN, row -> isScalar((String) row[0]), VARCHAR)
        .add("athena_json_field", VARCHAR, JsonTexts::field, VARCHAR, VARCHAR, BIGINT);
    for (var type : List.of(VARCHAR, BIGINT, DOUBLE, BOOLEAN)) {
      registry.add(
          "athena_json_array_contains",
          BOOLEAN,
          row -> contains((String) row[0], row[1]),
          VARCHAR,
          type);
    }
  }

  static JsonParser parser(String json) throws IOException {
    return SORTED.getFactory().createParser(json);
  }

  /** What the parser stands on, with all that is in it. */
  static String copy(JsonParser parser) throws IOException {
    StringWriter copy = new StringWriter();
    try (JsonGenerator generator = SORTED.getFactory().createGenerator(copy)) {
      generator.copyCurrentStructure(parser);
    }

    return copy.toString();
  }

  /** Texts as a JSON array. */
  static String array(List<String> texts) {
    return write(texts);
  }

  /** A number, a text or a boolean as it is written, without quotes; nothing for null. */
  static String scalar(String json) {
    try (JsonParser parser = parser(json)) {
      JsonToken token = parser.nextToken();
      if (token == null || token.isStructStart()) {
        throw new ScalarFault("'" + json + "' is no JSON number, text or boolean");
      }

      return token == JsonToken.VALUE_NULL ? null : parser.getText();
    } catch (IOException e) {
      throw noJson(json);
    }
  }

  private static String printed(String json) {
    String scalar = scalar(json);
    boolean fraction =
        scalar != null && !json.strip().startsWith("\"") && scalar.matches("-?[0-9].*[.eE].*");
    return fraction
        ? Numbers.ofDouble(BigDecimal.valueOf(Double.parseDouble(scalar)).toString())
        : scalar;
  }

  private static String sorted(String json) {
    try {
      return write(SORTED.readValue(json, Object.class));
    } catch (IOException e) {
      throw noJson(json);
    }
  }

  private static boolean isScalar(String json) {
    try (JsonParser parser = parser(json)) {
      JsonToken token = parser.nextToken();
      return token != null && token.isScalarValue();
    } catch (IOException e) {
      throw noJson(json);
    }
  }

  private static Object length(String json) {
    try (JsonParser parser = parser(json)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return null;
      }

      long length = 0;
      for (JsonToken token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        if (token == null) {
          return null;
        }

        parser.skipChildren();
        length++;
      }

      return length;
    } catch (IOException e) {
      return null;
    }
  }

  private static Object contains(String json, Object value) {
    try (JsonParser parser = parser(json)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return null;
      }

      for (JsonToken token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        if (token == null) {
          return null;
        } else if (value.equals(value(parser, token, value))) {
          return true;
        }

        parser.skipChildren();
      }

      return false;
    } catch (IOException e) {
      return null;
    }
  }

  /** As a value of the same type as another, or nothing. */
  private static Object value(JsonParser parser, JsonToken token, Object like) throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      return parser.getText();
    } else if (token == JsonToken.VALUE_NUMBER_INT && like instanceof Long) {
      return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          ? null
          : parser.getLongValue();
    } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      return parser.getDoubleValue();
    }

    return token.isBoolean() ? (Object) parser.getBooleanValue() : null;
  }

  /** A field of a row that was JSON: by its name in any case, or by its place from 0. */
  private static Object field(Object[] row) {
    String json = (String) row[0];
    try (JsonParser parser = parser(json)) {
      JsonToken start = parser.nextToken();
      if (start == JsonToken.VALUE_NULL) {
        return null;
      } else if (start != JsonToken.START_OBJECT && start != JsonToken.START_ARRAY) {
        throw new ScalarFault("'" + json + "' cannot be cast to a row: it is no object");
      }

      long at = 0;
      while (!parser.nextToken().isStructEnd()) {
        boolean here = start == JsonToken.START_ARRAY && at++ == (Long) row[2];
        if (start == JsonToken.START_OBJECT) {
          here = parser.currentName().equalsIgnoreCase((String) row[1]);
          parser.nextToken();
        }

        if (here) {
          return copy(parser);
        }

        parser.skipChildren();
      }

      return null;
    } catch (IOException e) {
      throw noJson(json);
    }
  }

  private static String write(Object value) {
    try {
      return SORTED.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ScalarFault noJson(String json) {
    return new ScalarFault("'" + json + "' is no JSON");
  }
}
