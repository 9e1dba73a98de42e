package io.eventlake.family.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.RejectReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Records that are not quite UTF-8 text, or have something around it. */
class EncodingTest {

  @Test
  void gzip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(event().getBytes(UTF_8));
    }

    assertThat(Decoded.of(bytes.toByteArray()).reason).isEqualTo(RejectReason.INVALID_ENCODING);
  }

  @Test
  void otherEncodings() {
    assertThat(Decoded.of(event().getBytes(StandardCharsets.UTF_16)).reason)
        .isEqualTo(RejectReason.INVALID_ENCODING);
    assertThat(Decoded.of(event().getBytes(StandardCharsets.UTF_16LE)).reason)
        .isEqualTo(RejectReason.MALFORMED_JSON);
    assertThat(Decoded.of(event().getBytes(StandardCharsets.UTF_16BE)).reason)
        .isEqualTo(RejectReason.MALFORMED_JSON);
    assertThat(Decoded.of(event().getBytes(Charset.forName("UTF-32LE"))).reason)
        .isEqualTo(RejectReason.MALFORMED_JSON);
  }

  @Test
  void nulBytes() {
    assertThat(Decoded.of(new byte[1 << 20]).reason).isEqualTo(RejectReason.MALFORMED_JSON);
    assertThat(Decoded.of("\u0000" + event()).reason).isEqualTo(RejectReason.MALFORMED_JSON);
    assertThat(Decoded.of(event() + "\u0000").reason).isEqualTo(RejectReason.MALFORMED_JSON);
    assertThat(
            Decoded.of(WebEventText.pageViewWith("source", "\"\\u0000\""))
                .silverJson()
                .get("source")
                .textValue())
        .isEqualTo("\u0000");
  }

  @Test
  void whiteSpace() {
    assertThat(Decoded.of(" ".repeat(1 << 20)).message())
        .isEqualTo("The record is empty. The payload is withheld.");
    assertThat(Decoded.of(" \t\r\n" + event() + "\r\n").valid()).isTrue();
    assertThat(Decoded.of("\u00a0" + event()).reason).isEqualTo(RejectReason.MALFORMED_JSON);
    assertThat(Decoded.of("\f" + event()).reason).isEqualTo(RejectReason.MALFORMED_JSON);
  }

  @Test
  void byteOrderMark() {
    assertThat(Decoded.of("\uFEFF" + event()).valid()).isTrue();
    assertThat(Decoded.of("\uFEFF").message()).startsWith("The record is empty.");
    assertThat(Decoded.of("\uFEFF\uFEFF" + event()).reason).isEqualTo(RejectReason.MALFORMED_JSON);
    assertThat(Decoded.of(event() + "\uFEFF").reason).isEqualTo(RejectReason.MALFORMED_JSON);
  }

  @Test
  void surrogates() {
    assertThat(
            Decoded.of(WebEventText.pageViewWith("source", "\"\\ud83d\\ude00\""))
                .silverJson()
                .get("source")
                .asText())
        .isEqualTo("\ud83d\ude00");
    for (String lone :
        Arrays.asList(
            "\\ud83d",
            "\\ude00",
            "\\ude00\\ud83d",
            "\\ud83d\\ud83d",
            "\\ud83dx",
            "\\ud83d\\n",
            "\\ud83d\\\\ude00",
            "\\uD83D\\u0041",
            "\\ud83d\\u")) {
      assertThat(Decoded.of(WebEventText.pageViewWith("source", "\"" + lone + "\"")).reason)
          .as(lone)
          .isEqualTo(RejectReason.INVALID_ENCODING);
      assertThat(Decoded.of(WebEventText.pageViewWith("x" + lone, "1")).reason)
          .as(lone)
          .isEqualTo(RejectReason.INVALID_ENCODING);
    }
    assertThat(Decoded.of(WebEventText.pageViewWith("source", "\"\\\\ud83d\"")).valid()).isTrue();
  }

  private static String event() {
    return WebEventText.pageView().toString();
  }
}
