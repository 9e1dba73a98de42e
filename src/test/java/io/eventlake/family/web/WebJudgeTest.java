package io.eventlake.family.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.KeyKind;
import io.eventlake.event.RejectReason;
import io.eventlake.family.EventJudge;
import io.eventlake.family.JudgedEvent;
import io.eventlake.testing.FuzzedBytes;
import io.eventlake.testing.Seed;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The judge where events are taken in says what the decoder of the lake says. */
class WebJudgeTest {

  private static final int EVENTS = 3_000;

  private final EventJudge judge = WebJudge.of(1 << 20, Decoded.IDS);

  @Test
  void changedEventsAreJudgedAsTheDecoderDecodesThem() {
    long seed = Seed.of(getClass(), 20261130L);
    Random random = new Random(seed);
    EventMutator mutator = new EventMutator(random);
    for (int i = 0; i < EVENTS; i++) {
      byte[] event = mutator.event().toString().getBytes(UTF_8);
      assertSame(i % 3 == 0 ? FuzzedBytes.mutated(event, random) : event, "seed " + seed);
    }
  }

  @Test
  void anEventOverTheLimitIsNotLookedInto() {
    JudgedEvent judged = WebJudge.of(10, Decoded.IDS).judge("{\"ts\": \"2026\"}".getBytes(UTF_8));

    assertThat(judged.reason()).isEqualTo(RejectReason.OVERSIZED);
    assertThat(judged.sentence()).isEqualTo("The record has 14 bytes, more than the limit of 10.");
  }

  private void assertSame(byte[] event, String seed) {
    Decoded decoded = Decoded.of(event);
    JudgedEvent judged = judge.judge(event);
    String as = seed + ", event " + Arrays.toString(event);

    assertThat(judged.reason()).as(as).isEqualTo(decoded.reason);
    assertThat(judged.isAccepted()).as(as).isEqualTo(decoded.event != null);
    assertThat(judged.isWithheld())
        .as(as)
        .isEqualTo(decoded.event == null && decoded.reason == null);
    assertThat(judged.type()).as(as).isEqualTo(decoded.eventType);
    if (decoded.reason != null) {
      assertThat(judged.pointer()).as(as).isEqualTo(decoded.pointer());
      // The dead letter's goes on where something of its payload is not kept.
      assertThat(decoded.message()).as(as).startsWith(judged.sentence());
      assertThat(decoded.message().substring(judged.sentence().length()))
          .as(as)
          .matches("( The payload is withheld\\.| What could not be read .* is withheld\\.)?");
    } else if (decoded.event != null) {
      assertThat(judged.id())
          .as(as)
          .isEqualTo(new UUID(decoded.event.idHigh, decoded.event.idLow).toString());
      assertThat(judged.session())
          .as(as)
          .isEqualTo(
              decoded.event.keyKind == KeyKind.SESSION ? decoded.event.key.substring(2) : null);
    }
  }
}
