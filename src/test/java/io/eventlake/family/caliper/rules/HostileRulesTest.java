package io.eventlake.family.caliper.rules;

import static io.eventlake.family.caliper.rules.Judged.envelope;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.family.ItemVerdict;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Records of a mebibyte that were made to keep the rules busy: each is judged in little time. */
class HostileRulesTest {

  private static final Duration LIMIT = Duration.ofMillis(500);
  private static final int MAX_RUNS = 20;
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
  private static final String DOCUMENT =
      "{\"@context\":\"" + Judged.V1P2 + "\",\"type\":\"Document\",\"id\":\"a:b\",";

  private final CaliperJudge judge = Judged.judge(Strictness.INTAKE, false);

  private int items;
  private String first;

  @Test
  void manyItemsAndManyNames() {
    judgeInTime(envelope("{},".repeat(100_000) + "{}"));
    assertThat(items).isEqualTo(100_001);
    assertThat(first).isEqualTo("MISSING_FIELD /data/0/type");

    String names =
        IntStream.range(0, 100_000)
            .mapToObj(i -> "\"x" + i + "\":1")
            .collect(Collectors.joining(","));
    judgeInTime(envelope(DOCUMENT + names + "}"));
    assertThat(first).isEqualTo("good, 21 warnings");
  }

  @Test
  void longListsAndTexts() {
    judgeInTime(envelope(DOCUMENT + "\"keywords\":[" + "\"a\",".repeat(250_000) + "1]}"));
    assertThat(first).isEqualTo("WRONG_TYPE /data/0/keywords/250000");

    judgeInTime(envelope(DOCUMENT + "\"creators\":[" + "\"a:\\u0041\",".repeat(90_000) + "5]}"));
    assertThat(first).isEqualTo("WRONG_TYPE /data/0/creators/90000");

    judgeInTime(envelope(DOCUMENT + "\"dateCreated\":\"" + "1".repeat(1_000_000) + "\"}"));
    assertThat(first).isEqualTo("BAD_TIMESTAMP /data/0/dateCreated");
  }

  @Test
  void entitiesWithinEntities() {
    String inner = "{\"type\":\"Document\",\"id\":\"a:b\",\"isPartOf\":";
    judgeInTime(envelope(DOCUMENT + "\"isPartOf\":" + inner.repeat(60) + "5" + "}".repeat(61)));
    assertThat(first).isEqualTo("WRONG_TYPE /data/0" + "/isPartOf".repeat(61));

    judgeInTime(envelope(DOCUMENT + "\"isPartOf\":" + inner.repeat(62) + "5" + "}".repeat(63)));
    assertThat(first).isEqualTo("TOO_DEEP ");
  }

  /** Once in time is enough: the machine may be busy with other things. */
  private void judgeInTime(String record) {
    byte[] bytes = record.getBytes(UTF_8);
    long least = Long.MAX_VALUE;
    for (int run = 0; run < MAX_RUNS && least > LIMIT.toNanos(); run++) {
      items = 0;
      long before = CPU.getCurrentThreadCpuTime();
      judge.judge(bytes, this::take);
      least = Math.min(least, CPU.getCurrentThreadCpuTime() - before);
    }

    assertThat(Duration.ofNanos(least)).isLessThan(LIMIT);
  }

  private void take(ItemVerdict verdict) {
    if (items++ == 0) {
      first = Judged.text(verdict);
    }
  }
}
