package io.eventlake.family.caliper.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.FuzzedBytes;
import io.eventlake.testing.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes changed at random: the rules always say something, and the same of the same bytes. */
class FuzzedRulesTest {

  private static final int RECORDS = 20_000;
  private static final CaliperModel MODEL = CaliperModel.of(CaliperModel.EXTENSIONS);

  @Test
  void everyRecordHasItsVerdictsWhateverCameBefore() {
    long seed = Seed.of(getClass(), 20261130L);
    Random random = new Random(seed);
    List<String> corpus = new ArrayList<>(OwnFixtures.GOOD.values());
    corpus.add(Judged.envelope(corpus.subList(0, 5).toArray(new String[0])));
    for (Strictness strictness : Strictness.values()) {
      CaliperJudge used = new CaliperJudge(MODEL, strictness, true);
      for (int i = 0; i < RECORDS / 2; i++) {
        byte[] document = corpus.get(random.nextInt(corpus.size())).getBytes(UTF_8);
        byte[] record = FuzzedBytes.mutated(document, random);
        List<String> told = Judged.of(used, record);
        assertThat(told)
            .as("seed %d, record %s", seed, Arrays.toString(record))
            .isNotEmpty()
            .isEqualTo(Judged.of(new CaliperJudge(MODEL, strictness, true), record));
      }
    }
  }

  /** The intake tolerates more, never less. */
  @Test
  void whatTheKitTakesIsTakenByTheIntake() {
    long seed = Seed.of(getClass(), 20261130L);
    Random random = new Random(seed);
    List<OwnFixtures.Broken> broken = OwnFixtures.BROKEN;
    CaliperJudge strict = new CaliperJudge(MODEL, Strictness.STRICT, true);
    CaliperJudge intake = new CaliperJudge(MODEL, Strictness.INTAKE, true);
    for (int i = 0; i < RECORDS / 2; i++) {
      String document = broken.get(random.nextInt(broken.size())).document().toString();
      byte[] record = FuzzedBytes.mutated(Judged.envelope(document).getBytes(UTF_8), random);
      List<String> kit = Judged.of(strict, record);
      if (kit.get(0).startsWith("good")) {
        assertThat(Judged.of(intake, record).get(0))
            .as("seed %d, record %s", seed, new String(record, UTF_8))
            .startsWith("good");
      }
    }
  }
}
