package io.eventlake.family.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventlake.event.RejectReason;
import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.testing.FuzzedBytes;
import io.eventlake.testing.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The decoder and a JSON Schema validator, given the same contract, say the same. */
class SiteContractTest {

  private static final int EVENTS = 8_000;

  @Test
  void agreesOnCloudEvents() {
    long seed = Seed.of(getClass(), 20261130L);
    SiteMutator mutator = new SiteMutator(new Random(seed));
    int valid = 0;
    Map<RejectReason, Integer> reasons = new EnumMap<>(RejectReason.class);
    for (int i = 0; i < EVENTS; i++) {
      ObjectNode event = mutator.event();
      Set<String> faults = SiteSchemas.EVENT.faults(event);
      SiteDecoded decoded = SiteDecoded.of(event.toString().getBytes(UTF_8));
      boolean taken = decoded.reasons.isEmpty();
      if (taken || !saysMore(event, decoded)) {
        assertThat(taken)
            .as("seed %d: %s, decoder: %s, validator: %s", seed, event, decoded.told(), faults)
            .isEqualTo(faults.isEmpty());
      }

      valid += taken ? 1 : 0;
      decoded.reasons.forEach(reason -> reasons.merge(reason, 1, Integer::sum));
    }

    assertThat(valid).isBetween(EVENTS / 5, EVENTS * 4 / 5);
    assertThat(reasons)
        .containsOnlyKeys(
            RejectReason.MALFORMED_JSON,
            RejectReason.MISSING_FIELD,
            RejectReason.WRONG_TYPE,
            RejectReason.BAD_ENUM,
            RejectReason.BAD_TIMESTAMP,
            RejectReason.BAD_VERSION,
            RejectReason.OUT_OF_RANGE,
            RejectReason.PERSONAL_ID);
  }

  @Test
  void agreesOnPlainBodies() {
    long seed = Seed.of(getClass(), 20261201L);
    SiteMutator mutator = new SiteMutator(new Random(seed));
    int valid = 0;
    for (int i = 0; i < EVENTS / 4; i++) {
      ObjectNode plain = mutator.plain();
      Set<String> faults = faultsOfData(plain);
      SiteDecoded decoded = SiteDecoded.of(plain.toString().getBytes(UTF_8));
      boolean taken = decoded.reasons.isEmpty();
      boolean identified =
          !plain.path("event_id").asText("").isEmpty() && plain.hasNonNull("timestamp");
      assertThat(taken)
          .as("seed %d: %s, decoder: %s, validator: %s", seed, plain, decoded.told(), faults)
          .isEqualTo(faults.isEmpty() && identified);
      valid += taken ? 1 : 0;
    }

    assertThat(valid).isBetween(EVENTS / 20, EVENTS / 5);
  }

  /**
   * Bytes changed at random: every record has the same outcome whatever came before, and never
   * none.
   */
  @Test
  void fuzzedRecordsHaveOneOutcome() {
    long seed = Seed.of(getClass(), 20261202L);
    Random random = new Random(seed);
    List<byte[]> corpus = corpus();
    EventDecoder used = SiteDecoded.family().decoder();
    for (int i = 0; i < EVENTS; i++) {
      byte[] record = FuzzedBytes.mutated(corpus.get(random.nextInt(corpus.size())), random);
      assertThat(SiteDecoded.of(used, record))
          .as("seed %d, record %s", seed, Arrays.toString(record))
          .hasToString(SiteDecoded.of(record).toString());
    }
  }

  private static List<byte[]> corpus() {
    List<byte[]> corpus = new ArrayList<>();
    JsonNode examples = SiteSchemas.file("event-1").get("examples");
    corpus.add(examples.toString().getBytes(UTF_8));
    for (JsonNode example : examples) {
      String event = example.toString();
      corpus.add(event.getBytes(UTF_8));
      corpus.add(("{\"events\":[" + example.get("data") + "]}").getBytes(UTF_8));
    }

    for (JsonNode rejected : SiteSchemas.file("rejected-1")) {
      corpus.add(rejected.path("record").asText().getBytes(UTF_8));
    }

    corpus.add(
        ("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"time\":"
                + "\"2026-04-01T10:00:00Z\",\"data_base64\":\"eyJldmVudF90eXBlIjoicGFnZV92aWV3Iiwi"
                + "cGFnZV91cmwiOiIvIn0=\"}")
            .getBytes(UTF_8));
    return corpus;
  }

  /** Of data alone, by its type. */
  private static Set<String> faultsOfData(ObjectNode plain) {
    ObjectNode event = SiteSchemas.file("event-1").get("examples").get(0).deepCopy();
    event.remove("dataschema");
    event.set("data", plain);
    return SiteSchemas.EVENT.faults(event);
  }

  /** What {@code rejected-1.json} says is beyond the schema. */
  private static boolean saysMore(ObjectNode event, SiteDecoded decoded) {
    String told = decoded.told().get(0);
    return told.startsWith("MISSING_FIELD /time time is missing, and so is")
        || told.startsWith("BAD_VERSION /dataschema")
            && event.path("dataschema").asText().contains(":site:")
        || event.path("data_base64").isTextual() && !event.path("data").isObject();
  }
}
