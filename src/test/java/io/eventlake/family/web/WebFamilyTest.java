package io.eventlake.family.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.EventEnvelope;
import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.operator.session.SessionTally;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class WebFamilyTest {

  private final WebFamily family =
      new WebFamily(1 << 20, "1.2.3", Pattern.compile("compare"), Decoded.IDS);

  @Test
  void namesItself() {
    assertThat(family.name()).isEqualTo("web");
  }

  @Test
  void aStreamKeepsASessionInOrder() {
    assertThat(family.partitionKeys()).containsExactly("/session/session_id", "/event_id");
  }

  /** Also a decoder that was used before, as a test or a graph may have. */
  @Test
  void decoderTravelsToTheTask() throws IOException, ClassNotFoundException {
    EventDecoder decoder = family.decoder();
    Decoded.of(decoder, Decoded.record("{}".getBytes(UTF_8)));
    EventDecoder onTask = InstantiationUtil.clone(decoder);

    Decoded decoded = Decoded.of(onTask, Decoded.record("{}".getBytes(UTF_8)));
    assertThat(decoded.deadLetterJson().get("decoder_version").textValue()).isEqualTo("1.2.3");
  }

  @Test
  void theTallyTravelsToTheTask() throws IOException, ClassNotFoundException {
    SessionTally onTask = InstantiationUtil.clone(family.sessionTally());

    assertThat(onTask.flags(view("/compare"), 0)).isEqualTo(WebSessionTally.COMPARISON);
    assertThat(onTask.flags(view("/other"), 0)).isZero();
  }

  private static EventEnvelope view(String url) {
    return WebEventText.pageView().with("/ctx/page_url", url).decode().event;
  }
}
