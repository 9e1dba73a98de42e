package io.eventlake.family.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.operator.session.SessionFacts;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class WebFamilyTest {

  private final WebFamily family =
      new WebFamily(1 << 20, "1.2.3", Pattern.compile("compare"), Decoded.IDS);

  @Test
  void namesItself() {
    assertThat(family.name()).isEqualTo("web");
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
  void sessionFactsTravelToTheTask() throws IOException, ClassNotFoundException {
    SessionFacts onTask = InstantiationUtil.clone(family.sessionFacts());

    assertThat(onTask.comparison(view("/compare"))).isTrue();
    assertThat(onTask.comparison(view("/other"))).isFalse();
  }

  private static RowData view(String url) {
    return WebEventText.pageView().with("/ctx/page_url", url).decode().event.silver;
  }
}
