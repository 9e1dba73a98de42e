package io.eventlake.family.caliper.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.eventlake.contract.EventContract;
import io.eventlake.contract.RejectedExample;
import io.eventlake.job.FamilyCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The schema that is made of the tables says of documents what the judge says. */
class CaliperSchemaTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TEXT = CaliperSchema.text(CaliperModel.of(CaliperModel.EXTENSIONS));

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V202012)
          .getSchema(
              TEXT,
              InputFormat.JSON,
              SchemaValidatorsConfig.builder().failFast(true).preloadJsonSchema(false).build());

  private final CaliperJudge strict =
      new CaliperJudge(CaliperModel.of(CaliperModel.EXTENSIONS), Strictness.STRICT, false);

  @Test
  void takesWhatKeepsTheRules() {
    OwnFixtures.GOOD.forEach(
        (name, text) -> {
          JsonNode document = enveloped(OwnFixtures.json(text));
          if (isGood(document)) {
            assertThat(takes(document)).as(name).isTrue();
          }
        });
    OwnFixtures.json(TEXT)
        .get("examples")
        .forEach(
            example -> assertThat(isGood(example) && takes(example)).as("%s", example).isTrue());
  }

  /** A decimal that is written as an integer is the same number to a schema. */
  @Test
  void rejectsWhatBreaksThem() {
    List<String> taken = new ArrayList<>();
    int broken = 0;
    for (OwnFixtures.Broken each : OwnFixtures.BROKEN) {
      JsonNode document = enveloped(each.document());
      if (!isGood(document)) {
        broken++;
        PropertyRule rule = strict.fault().rule;
        boolean spelling =
            rule != null && rule.kind == PropertyKind.DECIMAL && each.to().matches("-?\\d+");
        if (takes(each, document) != spelling) {
          taken.add(each + " of " + document);
        }
      }
    }

    assertThat(broken).isGreaterThan(250);
    assertThat(taken).isEmpty();
  }

  @Test
  void examplesOfRejectedRecordsAre() throws Exception {
    for (RejectedExample example :
        EventContract.of(FamilyCatalog.judging("caliper", Map.of())).rejected()) {
      boolean beyond = !example.beyondSchema().isEmpty();
      if (example.reason().name().equals("MALFORMED_JSON") || example.text().isEmpty()) {
        assertThat(beyond).as(example.what()).isTrue();
      } else {
        assertThat(takes(JSON.readTree(example.text()))).as(example.what()).isEqualTo(beyond);
      }
    }
  }

  private static JsonNode enveloped(JsonNode document) {
    if (document.has("data") || document.has("sensor") || document.has("versionsSupported")) {
      return document;
    }

    ObjectNode envelope = OwnFixtures.json(TEXT).get("examples").get(0).deepCopy();
    envelope.putArray("data").add(document);
    return envelope;
  }

  private boolean isGood(JsonNode document) {
    List<Boolean> verdicts = new ArrayList<>();
    strict.judge(document.toString().getBytes(UTF_8), verdict -> verdicts.add(verdict.isGood()));
    return !verdicts.contains(false);
  }

  /** By the definition of its type, where that is not what is broken: that is quick. */
  private static boolean takes(OwnFixtures.Broken broken, JsonNode document) {
    boolean item = !broken.base().equals("Envelope") && document.at("/data/0/type").isTextual();
    if (!item || List.of("/@context", "/type").contains(broken.changed())) {
      return takes(document);
    }

    JsonNode first = document.at("/data/0");
    return SCHEMA
        .getSubSchema(
            new JsonNodePath(PathType.JSON_POINTER)
                .append("$defs")
                .append(first.get("type").asText()))
        .validate(first)
        .isEmpty();
  }

  private static boolean takes(JsonNode document) {
    return SCHEMA.validate(document).isEmpty();
  }
}
