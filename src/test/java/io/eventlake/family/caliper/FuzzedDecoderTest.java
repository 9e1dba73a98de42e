package io.eventlake.family.caliper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.family.caliper.rules.OwnFixtures;
import io.eventlake.family.caliper.rules.Strictness;
import io.eventlake.table.TableName;
import io.eventlake.testing.FuzzedBytes;
import io.eventlake.testing.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes changed at random: every record is rows, and the same ones whatever came before. */
class FuzzedDecoderTest {

  private static final int RECORDS = 4_000;

  @Test
  void everyRecordIsRows() {
    long seed = Seed.of(getClass(), 20261130L);
    Random random = new Random(seed);
    List<String> corpus = new ArrayList<>(OwnFixtures.GOOD.values());
    for (CaliperRules each : List.of(Decoded.keeping(), Decoded.pseudonyms())) {
      CaliperRules rules = each.judging(Strictness.INTAKE, CaliperModel.EXTENSIONS, true);
      CaliperDecoder used = new CaliperDecoder(rules);
      for (int i = 0; i < RECORDS / 2; i++) {
        String envelope =
            Learning.envelope(
                corpus.get(random.nextInt(corpus.size())),
                corpus.get(random.nextInt(corpus.size())));
        byte[] record = FuzzedBytes.mutated(envelope.getBytes(UTF_8), random);
        Decoded decoded = new Decoded();
        used.decode(Decoded.record(record, 1), decoded);
        assertThat(decoded.outcomes).as("seed %d, record %d", seed, i).isNotEmpty();
        assertThat(storedSilver(decoded))
            .as("silver is made of bronze; seed %d, record %d", seed, i)
            .isEqualTo(decoded.silver);
        if (i % 20 == 0) {
          Decoded fresh = new Decoded();
          new CaliperDecoder(rules).decode(Decoded.record(record, 1), fresh);
          assertThat(decoded.everything())
              .as("seed %d, record %d", seed, i)
              .isEqualTo(fresh.everything());
        }
      }
    }
  }

  /** Rows of silver as a rebuild makes them of those of bronze. */
  private static List<Map<String, Object>> storedSilver(Decoded decoded) {
    StoredCaliper stored =
        new StoredCaliper(
            CaliperTables.rowType(TableName.BRONZE_EVENTS),
            CaliperTables.rowType(TableName.SILVER_EVENTS));
    return decoded.bronzeRows.stream()
        .map(stored::ofBronze)
        .filter(event -> event != null)
        .map(event -> Decoded.map(TableName.SILVER_EVENTS, event.silver))
        .toList();
  }
}
