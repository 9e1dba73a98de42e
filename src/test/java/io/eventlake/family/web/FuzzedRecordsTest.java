package io.eventlake.family.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.testing.FuzzedBytes;
import io.eventlake.testing.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes changed at random: the decoder always says something, and the same of the same bytes. */
class FuzzedRecordsTest {

  private static final int RECORDS = 30_000;

  @Test
  void everyRecordHasOneOutcomeWhateverCameBefore() {
    long seed = Seed.of(getClass(), 20261125L);
    Random random = new Random(seed);
    List<byte[]> corpus = corpus();
    EventDecoder used = Decoded.decoder(1 << 20);
    for (int i = 0; i < RECORDS; i++) {
      byte[] record = FuzzedBytes.mutated(corpus.get(random.nextInt(corpus.size())), random);
      String outcome = Decoded.of(used, Decoded.record(record)).json().toString();
      assertThat(outcome)
          .as("seed %d, record %s", seed, Arrays.toString(record))
          .isEqualTo(Decoded.of(record).json().toString());
    }
  }

  private static List<byte[]> corpus() {
    List<byte[]> corpus = new ArrayList<>();
    for (Fixture fixture : Fixture.all()) {
      corpus.addAll(fixture.records());
    }

    return corpus;
  }
}
