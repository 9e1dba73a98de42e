package io.eventlake.family.web.generate;

import static io.eventlake.family.web.generate.EventGeneratorTest.generate;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.eventlake.event.RejectReason;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** The generated events against the contract that producers are given. */
class GeneratedContractTest {

  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void arrivalIsIngestTimeOfEachValidEvent() throws IOException {
    for (GeneratedEvent event : generate(GeneratorOptions.events(2_000))) {
      if (event.rejectReason() == null) {
        assertThat(mapper.readTree(event.json()).get("ingest_ts").longValue())
            .isEqualTo(event.arrivalMillis());
      }
    }
  }

  @Test
  void contractAcceptsWhatIsValidAndRefusesTheRest() throws IOException {
    InputStream contract = getClass().getResourceAsStream("/schemas/web/event-1.json");
    assertThat(contract).as("the contract on the class path").isNotNull();
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                contract, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());

    for (GeneratedEvent event :
        generate(GeneratorOptions.events(5_000).share(Quirk.MALFORMED, 0.2))) {
      JsonNode json = parse(event);
      if (json != null && event.rejectReason() != RejectReason.TOO_DEEP) {
        assertThat(schema.validate(json).isEmpty())
            .as("%s valid, as a record to reject for %s", json, event.rejectReason())
            .isEqualTo(event.rejectReason() == null);
      }
    }
  }

  /** The record's tree; null when it is none, which a schema has nothing to say of. */
  private JsonNode parse(GeneratedEvent event) throws IOException {
    if (event.rejectReason() == RejectReason.MALFORMED_JSON
        || event.rejectReason() == RejectReason.INVALID_ENCODING) {
      return null;
    }
    try {
      return mapper.readTree(event.json());
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON, though not meant to be: " + event.rejectReason(), e);
    }
  }
}
