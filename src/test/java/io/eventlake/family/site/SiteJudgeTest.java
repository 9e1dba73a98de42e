package io.eventlake.family.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.DecodeOptions;
import io.eventlake.family.EventJudge;
import io.eventlake.family.JudgedEvent;
import io.eventlake.family.contract.EventBatch;
import io.eventlake.family.contract.IdRules;
import io.eventlake.testing.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The judge where events are taken in says what the decoder of the lake says. */
class SiteJudgeTest {

  private static final int BATCHES = 600;

  private final EventJudge judge =
      SiteJudge.of(
          1 << 20,
          new IdRules(
              DecodeOptions.absentIds(DecodeOptions.ABSENT_IDS.defaultValue()), SiteJudge.USERS));

  @Test
  void eventsOfChangedBatchesAreJudgedAsTheDecoderDecodesThem() {
    long seed = Seed.of(getClass(), 20261130L);
    Random random = new Random(seed);
    SiteMutator mutator = new SiteMutator(random);
    for (int i = 0; i < BATCHES; i++) {
      String events = mutator.event() + ", " + mutator.event();
      assertSame(
          i % 2 == 0 ? "[" + events + "]" : "{\"by\": 1, \"events\": [" + events + "]}",
          "seed " + seed);
    }
  }

  @Test
  void anEventAloneIsABatchAndIsJudgedAlike() {
    EventBatch batch = batch("{\"events\": [{\"a\": 1}, [{\"b\": \"\u00e9\"}]], \"by\": 7}");

    assertThat(batch.fault()).isNull();
    assertThat(batch.count()).isEqualTo(2);
    assertThat(new String(batch.event(1), UTF_8)).isEqualTo("[{\"b\": \"\u00e9\"}]");
    assertThat(new String(batch.alone(1), UTF_8))
        .isEqualTo("{\"events\":[[{\"b\": \"\u00e9\"}]],\"by\":7}");
  }

  @Test
  void aBatchWithoutEventsAndOneGivenTwiceAreFaults() {
    assertThat(batch("[]").fault().sentence()).isEqualTo("The record holds no event.");
    assertThat(batch("{\"events\": [{}], \"events\": [{}]}").fault().pointer())
        .isEqualTo("/events");
    assertThat(EventBatch.of("{\"a\": 1}".getBytes(UTF_8))).isNull();
    assertThat(EventBatch.of(new byte[] {'[', (byte) 0xFF, ']'})).isNull();
    assertThat(EventBatch.of("[1".getBytes(UTF_8))).isNull();
  }

  private static EventBatch batch(String json) {
    return EventBatch.of(json.getBytes(UTF_8));
  }

  /** All of the batch at once, and each of its events alone as it is sent on. */
  private void assertSame(String json, String seed) {
    EventBatch batch = batch(json);
    String events = json.startsWith("[") ? "" : "/events";
    List<String> told = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < batch.count(); i++) {
      JudgedEvent judged = judge.judge(batch.event(i));
      if (judged.isAccepted()) {
        ids.add(judged.id());
      } else {
        told.add(
            judged.reason() + " " + events + "/" + i + judged.pointer() + " " + judged.sentence());
      }

      assertThat(SiteDecoded.of(batch.alone(i)).events.size())
          .as("%s, %s", seed, json)
          .isEqualTo(judged.isAccepted() ? 1 : 0);
    }

    SiteDecoded decoded = SiteDecoded.of(json.getBytes(UTF_8));
    assertThat(decoded.events)
        .as("%s, %s", seed, json)
        .extracting(event -> new UUID(event.idHigh, event.idLow).toString())
        .isEqualTo(ids);
    assertThat(decoded.told())
        .as("%s, %s", seed, json)
        .extracting(SiteJudgeTest::withoutNote)
        .isEqualTo(told);
  }

  /** Without what a dead letter says of its payload. */
  private static String withoutNote(String told) {
    return told.replaceAll(
        " (The payload is withheld|What could not be read of the payload is withheld)\\.$", "");
  }
}
