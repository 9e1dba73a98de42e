package io.eventlake.family.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.RejectReason;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 8259 takes and what it does not, as the value of a property that nobody knows. */
class JsonCorpusTest {

  private static final Set<RejectReason> UNREADABLE =
      EnumSet.of(RejectReason.MALFORMED_JSON, RejectReason.INVALID_ENCODING);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "123",
        "-1",
        "0.5",
        "1E22",
        "1e+2",
        "1e-2",
        "0e+1",
        "-1.5E-10",
        "1e400",
        "true",
        "false",
        "null",
        "\"\"",
        "\" \"",
        "\"a\\/b\"",
        "\"\\\"\\\\\\b\\f\\n\\r\\t\"",
        "\"\\u0000\"",
        "\"\\u0041\"",
        "\"\\uFFFF\"",
        "\"\\uD834\\uDD1E\"",
        "\"\u007f\"",
        "\"'\"",
        "\"//\"",
        "[]",
        "{}",
        "[ ]",
        "{ }",
        "[1 , 2]",
        "[[[]]]",
        "{\"\":0}",
        "{\"a\":{\"b\":[]}}",
        "{\"a\":1,\"a\":2}",
        "\t[\n1\r]\n",
        "[null,true,\"x\",{}]"
      })
  void takes(String json) {
    Decoded decoded = Decoded.of(event(json));

    assertThat(decoded.valid()).as(json).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "01",
        "-01",
        "+1",
        ".5",
        "1.",
        "1.e1",
        "1e",
        "1e+",
        "-",
        "--1",
        "0x1",
        "1_000",
        "1a",
        "NaN",
        "Infinity",
        "-Infinity",
        "Inf",
        "True",
        "TRUE",
        "nul",
        "nulll",
        "undefined",
        "'a'",
        "a",
        "\"",
        "\"a",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12G4\"",
        "\"\\U0041\"",
        "\"\\\"",
        "\"a\nb\"",
        "\"a\tb\"",
        "\"\u0000\"",
        "\"\u001f\"",
        "[",
        "]",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1,,2]",
        "[1 2]",
        "[1}",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":}",
        "{\"a\" 1}",
        "{\"a\":1,}",
        "{,\"a\":1}",
        "{a:1}",
        "{'a':1}",
        "{1:1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\"::1}",
        "{\"a\":1]",
        "/* c */1",
        "1//c",
        "#1",
        "1;",
        "<null>",
        "\\u0031",
        "(1)",
        "1 2",
        "\"a\"\"b\"",
        "\u00a01",
        "\u2060",
        "\ufeff1",
        "\u000b1",
        "\f1"
      })
  void takesNot(String json) {
    Decoded decoded = Decoded.of(event(json));

    assertThat(decoded.reason).as(json).isEqualTo(RejectReason.MALFORMED_JSON);
  }

  /** One character is one byte here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0080",
        "\u00bf\u00bf",
        "\u00c0\u0080",
        "\u00c0\u00af",
        "\u00c1\u00bf",
        "\u00c3",
        "\u00c3(",
        "\u00e0\u0080\u00af",
        "\u00e0\u009f\u00bf",
        "\u00e2\u0082",
        "\u00ed\u00a0\u0080",
        "\u00ed\u00bf\u00bf",
        "\u00ed\u00a0\u00bd\u00ed\u00b8\u0080",
        "\u00f0\u0080\u0080\u00af",
        "\u00f0\u0082\u0082\u00ac",
        "\u00f0\u009f\u0098",
        "\u00f4\u0090\u0080\u0080",
        "\u00f5\u0080\u0080\u0080",
        "\u00f8\u0088\u0080\u0080\u0080",
        "\u00fe",
        "\u00ff"
      })
  void takesNoBytesThatAreNotUtf8(String bytes) {
    for (String json : new String[] {"\"" + bytes + "\"", "{\"" + bytes + "\":1}", bytes}) {
      Decoded decoded = Decoded.of(event(json).getBytes(ISO_8859_1));

      assertThat(decoded.reason).as(bytes).isEqualTo(RejectReason.INVALID_ENCODING);
    }
  }

  /** Cut anywhere, an event is unreadable, and says so. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void takesNoPartOfAnEvent(int step) {
    String event = WebEventText.full().with("/source", "\u00e9\ud83d\ude00").toString();
    byte[] bytes = event.getBytes(UTF_8);
    for (int length = 0; length < bytes.length; length += step) {
      assertThat(Decoded.of(Arrays.copyOf(bytes, length)).reason)
          .as("first %d bytes", length)
          .isIn(UNREADABLE);
    }
  }

  private static String event(String json) {
    return WebEventText.pageViewWith("x", json);
  }
}
