package io.eventlake.family.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The contract's file behind a JSON Schema validator: the judge of the decoder. */
final class WebContract {

  private static final String FILE = "/schemas/web/event-1.json";

  /** Strict JSON, and numbers without loss: 1.0 is an integer, 1.00000000000000000001 is none. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final JsonSchema SCHEMA = schema();

  private WebContract() {}

  static JsonNode file() {
    try (InputStream in = WebContract.class.getResourceAsStream(FILE)) {
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode parse(byte[] json) throws IOException {
    return MAPPER.readTree(json);
  }

  /** True for one JSON value. */
  static boolean isJson(String text) {
    try {
      return !MAPPER.readTree(text).isMissingNode();
    } catch (IOException e) {
      return false;
    }
  }

  /** True for one JSON object in strict UTF-8. */
  static boolean isJsonObject(byte[] record) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(record)).toString();
      JsonNode node = MAPPER.readTree(text);
      // What Jackson reads from an escape may be half a pair, which no encoder takes.
      UTF_8.newEncoder().encode(CharBuffer.wrap(unescaped(node)));
      return node.isObject();
    } catch (IOException e) {
      return false;
    }
  }

  /** True when an object has a name twice, of which JSON Schema knows nothing. */
  static boolean repeatsName(byte[] json) {
    try (JsonParser parser = MAPPER.createParser(json)) {
      parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      while (parser.nextToken() != null) {
        parser.skipChildren();
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static String unescaped(JsonNode node) {
    StringBuilder texts = new StringBuilder(node.asText());
    node.fieldNames().forEachRemaining(name -> texts.append(name).append(' '));
    node.forEach(child -> texts.append(unescaped(child)).append(' '));
    return texts.toString();
  }

  /** JSON pointers of what is wrong; of a missing property that of the property. */
  static Set<String> faults(JsonNode event) {
    return SCHEMA.validate(event).stream().map(WebContract::pointer).collect(Collectors.toSet());
  }

  private static String pointer(ValidationMessage message) {
    String at = message.getInstanceLocation().toString();
    return "required".equals(message.getType()) ? at + "/" + message.getProperty() : at;
  }

  private static JsonSchema schema() {
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .pathType(PathType.JSON_POINTER)
            .regularExpressionFactory(WebContract::ecmaScript)
            .build();
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(file().toString(), InputFormat.JSON, config);
  }

  /** Java's $ also stands before a last line break, that of ECMA-262 only at the very end. */
  private static RegularExpression ecmaScript(String regex) {
    Pattern pattern = Pattern.compile(regex.replace("$", "\\z"));
    return value -> pattern.matcher(value).find();
  }
}
