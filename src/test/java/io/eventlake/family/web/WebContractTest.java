package io.eventlake.family.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.RejectReason;
import io.eventlake.testing.FuzzedBytes;
import io.eventlake.testing.Seed;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The decoder and a JSON Schema validator, given the same contract, say the same. */
class WebContractTest {

  private static final int EVENTS = 10_000;

  /** The validator's own parser fails on these. */
  private static final Pattern LARGE_EXPONENT = Pattern.compile("[0-9][eE][+-]?[0-9]{4}");

  @Test
  void agreesOnGeneratedEvents() throws IOException {
    long seed = Seed.of(getClass(), 20261123L);
    EventMutator mutator = new EventMutator(new Random(seed));

    int valid = 0;
    Map<RejectReason, Integer> reasons = new EnumMap<>(RejectReason.class);
    for (int i = 0; i < EVENTS; i++) {
      byte[] event = mutator.event().toString().getBytes(UTF_8);
      Decoded decoded = Decoded.of(event);
      assertAgreement(event, decoded, seed);
      if (decoded.valid()) {
        valid++;
      } else {
        reasons.merge(decoded.reason, 1, Integer::sum);
      }
    }

    assertThat(valid).as("valid events").isBetween(EVENTS / 5, EVENTS * 4 / 5);
    assertThat(reasons)
        .as("reasons of the rest")
        .containsOnlyKeys(
            RejectReason.MISSING_FIELD,
            RejectReason.WRONG_TYPE,
            RejectReason.BAD_ENUM,
            RejectReason.BAD_TIMESTAMP,
            RejectReason.BAD_ID,
            RejectReason.BAD_VERSION,
            RejectReason.OUT_OF_RANGE,
            RejectReason.PERSONAL_ID);
  }

  @Test
  void agreesOnFixtures() throws IOException {
    for (Fixture fixture : Fixture.all()) {
      for (byte[] record : fixture.records()) {
        Decoded decoded = Decoded.of(record);
        if (isReadable(decoded) && !WebContract.repeatsName(record)) {
          assertAgreement(record, decoded, 0);
        }
      }
    }
  }

  /** Bytes that one reads as JSON and the other does not would be found here. */
  @Test
  void agreesOnWhatIsJson() throws IOException {
    long seed = Seed.of(getClass(), 20261124L);
    Random random = new Random(seed);
    byte[] full =
        WebEventText.full().with("/plan", "\u00e9\ud83d\ude00").toString().getBytes(UTF_8);
    for (int i = 0; i < EVENTS; i++) {
      byte[] record = FuzzedBytes.mutated(full, random);
      if (LARGE_EXPONENT.matcher(new String(record, UTF_8)).find()) {
        continue;
      }

      Decoded decoded = Decoded.of(record);
      assertThat(isReadable(decoded))
          .as("readable, seed %d: %s", seed, new String(record, UTF_8))
          .isEqualTo(WebContract.isJsonObject(record));
      if (isReadable(decoded) && !WebContract.repeatsName(record)) {
        assertAgreement(record, decoded, seed);
      }
    }
  }

  /** True also where a property was given twice. */
  private static boolean isReadable(Decoded decoded) {
    return decoded.valid() || !decoded.pointer().isEmpty();
  }

  private static void assertAgreement(byte[] event, Decoded decoded, long seed) throws IOException {
    Set<String> faults = WebContract.faults(WebContract.parse(event));
    assertThat(decoded.valid())
        .as("accepted, seed %d: %s, validator: %s", seed, new String(event, UTF_8), faults)
        .isEqualTo(faults.isEmpty());
    if (decoded.valid()) {
      return;
    }

    // Of consent, which may stand in two places, the validator may only name the object around it.
    String pointer = decoded.pointer();
    boolean named =
        faults.contains(pointer)
            || pointer.equals("/privacy/analytics") && faults.contains("/privacy");
    assertThat(named)
        .as(
            "pointer %s, seed %d: %s, validator: %s",
            pointer, seed, new String(event, UTF_8), faults)
        .isTrue();
  }
}
