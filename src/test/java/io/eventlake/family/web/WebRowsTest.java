package io.eventlake.family.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.family.contract.Batches;
import io.eventlake.family.contract.ContractFamily;
import io.eventlake.family.contract.ContractRows;
import io.eventlake.family.contract.DecodeRules;
import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.testing.Seed;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The rows in straight lines are those that the contract makes by name. */
class WebRowsTest {

  private static final int EVENTS = 10_000;

  private final EventDecoder byName =
      new ContractFamily(
              new ContractRows(
                  WebProperties::contract, Decoded.BRONZE, Decoded.SILVER, Decoded.DEAD_LETTER),
              new DecodeRules(1 << 20, "test", Decoded.IDS, Batches.none()))
          .decoder();

  @Test
  void rowsOfGeneratedEventsAreThoseByName() {
    EventMutator mutator = new EventMutator(new Random(Seed.of(WebRowsTest.class, 20_261_130)));
    int valid = 0;
    for (int i = 0; i < EVENTS; i++) {
      byte[] event = mutator.event().toString().getBytes(UTF_8);
      Decoded quick = Decoded.of(event);
      if (quick.event != null) {
        valid++;
        Decoded named = Decoded.of(byName, Decoded.record(event));
        assertThat(quick.bronzeJson()).isEqualTo(named.bronzeJson());
        assertThat(quick.event.silver).isEqualTo(named.event.silver);
      }
    }

    assertThat(valid).isGreaterThan(EVENTS / 10);
  }
}
