package io.eventlake.family.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventlake.contract.EventContract;
import io.eventlake.contract.RejectedExample;
import io.eventlake.event.RejectReason;
import io.eventlake.family.contract.Property;
import io.eventlake.family.contract.PropertyType;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What producers are shown is so: by the decoder, and by a validator of the schema. */
class ContractExamplesTest {

  private final EventContract contract = EventContract.of(WebFamily.NAME);

  @Test
  void theThreeEventsAreTaken() {
    JsonNode examples = WebContract.file().path("examples");

    assertThat(examples).hasSize(WebEvents.TYPES.length);
    for (JsonNode example : examples) {
      assertThat(Decoded.of(example.toString()).event).as("%s", example).isNotNull();
      assertThat(WebContract.faults(example)).as("%s", example).isEmpty();
    }

    assertThat(examples)
        .extracting(example -> example.path("event_type").textValue())
        .containsExactly(WebEvents.TYPES);
  }

  @Test
  void eachPropertyWithoutPropertiesHasExamplesThatAreTaken() {
    for (Property property : WebProperties.contract().properties()) {
      boolean event = property.pointer().isEmpty();
      JsonNode examples =
          WebContract.file().at(property.pointer().replace("/", "/properties/") + "/examples");
      assertThat(examples.isEmpty())
          .as(property.pointer())
          .isEqualTo(property.type() == PropertyType.OBJECT && !event);
      if (!event) {
        examples.forEach(
            example ->
                assertThat(WebEventText.full().with(property.pointer(), example).decode().valid())
                    .as("%s: %s", property.pointer(), example)
                    .isTrue());
      }
    }
  }

  @Test
  void eachRejectedRecordHasTheReasonThatItIsShownFor() {
    for (RejectedExample example : contract.rejected()) {
      Decoded decoded = Decoded.of(Decoded.decoder(1 << 20), example.record());
      assertThat(decoded.reason).as(example.what()).isEqualTo(example.reason());
    }
  }

  @Test
  void eachReasonHasARecordButThoseOfSources() {
    Set<RejectReason> shown =
        contract.rejected().stream().map(RejectedExample::reason).collect(Collectors.toSet());

    assertThat(Arrays.stream(RejectReason.values()).filter(reason -> !shown.contains(reason)))
        .allMatch(reason -> reason.ofSource() || reason.ofEntities());
    assertThat(contract.rejected())
        .extracting(RejectedExample::reason)
        .as("in the order of the reasons")
        .isSorted();
  }

  /** Each difference of schema and decoder is named, with why it is one. */
  @Test
  void theSchemaRejectsThemButWhereItSaysWhyNot() throws Exception {
    for (RejectedExample example : contract.rejected()) {
      boolean rejectedBySchema =
          WebContract.isJson(example.text())
              && !WebContract.faults(WebContract.parse(example.text().getBytes(UTF_8))).isEmpty();
      assertThat(rejectedBySchema)
          .as("%s %s", example.what(), example.beyondSchema())
          .isEqualTo(example.beyondSchema().isEmpty());
    }
  }
}
