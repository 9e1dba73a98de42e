package io.eventlake.family.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventlake.testing.Seed;
import java.io.IOException;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Schema and decoder are held to each other: within every bound, and with each broken by itself.
 */
class SchemaViolationsTest {

  private static final int EVENTS = 500;

  private final SchemaViolations violations = new SchemaViolations(WebContract.file());

  @Test
  void whatTheSchemaAcceptsTheDecoderAccepts() throws IOException {
    long seed = Seed.of(getClass(), 20261130L);
    Random random = new Random(seed);
    for (int i = 0; i < EVENTS; i++) {
      ObjectNode event = violations.event(random);
      assertThat(faults(event)).as("seed %d: %s", seed, event).isEmpty();
      assertThat(Decoded.of(event.toString()).valid()).as("seed %d: %s", seed, event).isTrue();
    }
  }

  @Test
  void eachSingleViolationIsRejectedByBoth() throws IOException {
    long seed = Seed.of(getClass(), 20261201L);
    Random random = new Random(seed);
    assertThat(violations.all())
        .hasSizeGreaterThan(WebProperties.contract().properties().size() * 4);
    for (SchemaViolations.Violation violation : violations.all()) {
      ObjectNode event = violation.of(violations.event(random));
      Set<String> faults = faults(event);
      Decoded decoded = Decoded.of(event.toString());
      assertThat(faults).as("schema, seed %d: %s in %s", seed, violation, event).isNotEmpty();
      assertThat(decoded.valid()).as("decoder, seed %d: %s", seed, violation).isFalse();
      assertThat(decoded.pointer())
          .as("seed %d: %s, validator: %s", seed, violation, faults)
          .startsWith(violation.pointer);
    }
  }

  private static Set<String> faults(ObjectNode event) throws IOException {
    return WebContract.faults(WebContract.parse(event.toString().getBytes(UTF_8)));
  }
}
