package io.eventlake.family.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.EventEnvelope;
import io.eventlake.operator.decode.StoredEvents;
import io.eventlake.testing.Seed;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.junit.jupiter.api.Test;

/** What is read off the tables is what the decoder made of the record. */
class WebStoredEventsTest {

  private static final int EVENTS = 10_000;

  private final StoredEvents stored =
      new WebFamily(1 << 20, "test", Pattern.compile("compare"), Decoded.IDS).storedEvents();
  private final RowDataSerializer bronzeRows = new RowDataSerializer(Decoded.BRONZE);

  @Test
  void bronzeAndSilverRowsOfGeneratedEventsMakeTheSameEnvelope() {
    EventMutator mutator =
        new EventMutator(new Random(Seed.of(WebStoredEventsTest.class, 20_261_128)));
    int valid = 0;
    for (int i = 0; i < EVENTS; i++) {
      String event = mutator.event().toString();
      Decoded decoded = Decoded.of(event.getBytes(UTF_8));
      if (decoded.event != null) {
        valid++;
        RowData bronze = bronzeRows.toBinaryRow(decoded.bronze).copy();
        assertSame(stored.ofBronze(bronze), decoded.event, decoded.event.shardId, event);
        assertSame(stored.ofSilver(decoded.event.silver), decoded.event, "", event);
      }
    }

    assertThat(valid).isGreaterThan(EVENTS / 10);
  }

  private static void assertSame(
      EventEnvelope found, EventEnvelope expected, String shard, String event) {
    assertThat(found)
        .as(event)
        .usingRecursiveComparison()
        .ignoringFields("silver", "shardId")
        .isEqualTo(expected);
    assertThat(found.silver).as(event).isEqualTo(expected.silver);
    assertThat(found.shardId).isEqualTo(shard);
  }
}
