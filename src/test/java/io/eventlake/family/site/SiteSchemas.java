package io.eventlake.family.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The contract's files behind a JSON Schema validator: the judge of the decoder. */
public final class SiteSchemas {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  public static final SiteSchemas EVENT = new SiteSchemas("event-1");
  public static final SiteSchemas PAGE_VIEW = new SiteSchemas("page_view-1");
  public static final SiteSchemas VIDEO_EVENT = new SiteSchemas("video_event-1");

  private final JsonNode file;
  private final JsonSchema schema;

  private SiteSchemas(String name) {
    file = file(name);
    schema =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(
                file.toString(),
                InputFormat.JSON,
                SchemaValidatorsConfig.builder()
                    .formatAssertionsEnabled(true)
                    .regularExpressionFactory(SiteSchemas::ecmaScript)
                    .build());
  }

  static JsonNode file(String name) {
    try (InputStream in =
        SiteSchemas.class.getResourceAsStream("/schemas/site/" + name + ".json")) {
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode file() {
    return file;
  }

  /** What is wrong with a value, in the validator's words. */
  public Set<String> faults(JsonNode value) {
    return schema.validate(value).stream()
        .map(ValidationMessage::getMessage)
        .collect(Collectors.toSet());
  }

  /** Whether a record keeps the schema of an event; one that is not JSON does. */
  static boolean takes(String record) {
    try {
      return EVENT.faults(MAPPER.readTree(record)).isEmpty();
    } catch (JsonProcessingException e) {
      return true;
    }
  }

  /** Java's $ also stands before a last line break, that of ECMA-262 only at the very end. */
  private static RegularExpression ecmaScript(String regex) {
    Pattern pattern = Pattern.compile(regex.replace("$", "\\z"));
    return value -> pattern.matcher(value).find();
  }
}
