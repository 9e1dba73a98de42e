package io.eventlake.family.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of the contract fit each other, and say what they show. */
class SiteSchemasTest {

  static Stream<JsonNode> rejected() {
    List<JsonNode> records = new ArrayList<>();
    SiteSchemas.file("rejected-1").forEach(records::add);
    return records.stream();
  }

  static Stream<SiteSchemas> bodies() {
    return Stream.of(SiteSchemas.PAGE_VIEW, SiteSchemas.VIDEO_EVENT);
  }

  @Test
  void examplesAreTaken() {
    for (SiteSchemas schema :
        List.of(SiteSchemas.EVENT, SiteSchemas.PAGE_VIEW, SiteSchemas.VIDEO_EVENT)) {
      assertThat(schema.file().get("examples")).isNotEmpty();
      schema
          .file()
          .get("examples")
          .forEach(example -> assertThat(schema.faults(example)).as("%s", example).isEmpty());
    }
  }

  /** The schema of an event has both bodies in its data; neither may say another thing. */
  @ParameterizedTest
  @MethodSource("bodies")
  void dataIsWhatTheBodiesAre(SiteSchemas body) {
    JsonNode data = SiteSchemas.EVENT.file().at("/properties/data");
    String type = body.file().at("/properties/event_type/const").textValue();

    body.file()
        .get("properties")
        .fields()
        .forEachRemaining(
            property -> {
              if (!property.getKey().equals("event_type")) {
                assertThat(nullable(data.get("properties").get(property.getKey())))
                    .as(property.getKey())
                    .isEqualTo(nullable(property.getValue()));
              }
            });
    assertThat(data.at("/properties/event_type/enum").toString()).contains('"' + type + '"');
    assertThat(SiteSchemas.EVENT.file().at("/properties/dataschema/enum").toString())
        .contains(body.file().get("$id").toString());
    ObjectNode bare = body.file().get("examples").get(0).deepCopy();
    for (JsonNode required : body.file().get("required")) {
      ObjectNode event = SiteSchemas.EVENT.file().get("examples").get(0).deepCopy();
      event.set("data", bare.deepCopy().without(required.textValue()));
      assertThat(SiteSchemas.EVENT.faults(event)).as("without %s", required).isNotEmpty();
      assertThat(body.faults(event.get("data"))).as("without %s", required).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("rejected")
  void theSchemaRejectsThemButWhereItSaysWhyNot(JsonNode example) {
    String record = example.path("record").asText();
    boolean taken = record.isEmpty() || SiteSchemas.takes(record);

    assertThat(taken).as("%s", example).isEqualTo(example.has("beyond_schema"));
  }

  /** A property that is required in its own schema may be absent in the other's. */
  private static JsonNode nullable(JsonNode property) {
    ObjectNode nullable = property.deepCopy();
    nullable.put("type", property.get("type").toString().replaceAll("[\\[\\]\"]|,?\"null\"", ""));
    if (property.has("enum")) {
      nullable.put("enum", property.get("enum").toString().replace(",null]", "]"));
    }

    return nullable;
  }
}
