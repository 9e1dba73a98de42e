package io.eventlake.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.family.contract.IdRules;
import io.eventlake.family.toy.ToyFamily;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The contract of the smallest family: its page for producers says what its decoder does. */
class ToyContractTest {

  private final EventContract contract = EventContract.of("toy");
  private final ToyFamily family =
      new ToyFamily(1 << 20, new IdRules(List.of(), Pattern.compile("sha256:[0-9a-f]{64}")));

  @Test
  void itsExamplesAreTakenOneByOneAndTogether() {
    JsonNode examples = contract.schema().path("examples");
    assertThat(examples).hasSize(2);
    examples.forEach(example -> assertThat(reasons(example.toString())).containsOnlyNulls());
    assertThat(reasons(examples.toString())).hasSize(2).containsOnlyNulls();
  }

  @Test
  void whatItShowsAsRejectedIsSo() {
    assertThat(contract.rejected())
        .hasSize(3)
        .allSatisfy(
            example ->
                assertThat(Verdict.of(family.decoder(), example.record()))
                    .extracting(Verdict::reason)
                    .containsExactly(example.reason()));
  }

  private List<RejectReason> reasons(String record) {
    RawRecord raw =
        new RawRecord(record.getBytes(UTF_8), "shard", "1", 0, 1_772_359_200_000L, true);
    return Verdict.of(family.decoder(), raw).stream().map(Verdict::reason).toList();
  }
}
