package io.eventlake.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.json.JsonTape.Kind;
import io.eventlake.json.JsonTape.Reading;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTapeTest {

  private final JsonTape tape = new JsonTape(List.of("a", "b"));

  @Test
  void valuesStandInReadingOrder() {
    read(" {\"b\":[1,2.0,\"t\\u00e4\"],\"other\":{\"a\":null},\"a\":true}");

    int b = tape.find(0, 1);
    int other = tape.next(b);
    assertThat(tape.kind(b)).isEqualTo(Kind.ARRAY);
    assertThat(tape.sent(b)).isEqualTo("[1,2.0,\"t\\u00e4\"]");
    assertThat(tape.kind(b + 1)).isEqualTo(Kind.INTEGER);
    assertThat(tape.kind(b + 2)).isEqualTo(Kind.DECIMAL);
    assertThat(tape.string(b + 2)).isEqualTo("2.0");
    assertThat(tape.string(b + 3)).isEqualTo("tä");
    assertThat(tape.name(other)).isNegative();
    assertThat(tape.nameText(other)).isEqualTo("other");
    assertThat(tape.sent(other)).isEqualTo("{\"a\":null}");
    assertThat(tape.kind(tape.find(other, 0))).isEqualTo(Kind.NULL);
    assertThat(tape.kind(tape.find(0, 0))).isEqualTo(Kind.BOOLEAN);
    assertThat(tape.find(other, 1)).isNegative();
    assertThat(tape.next(0)).isEqualTo(tape.find(0, 0) + 1);
  }

  @Test
  void knownWordsAreTold() {
    JsonTape telling = new JsonTape(List.of("a"), new KnownTexts(List.of("Person", "Page")));
    for (int i = 0; i < 2; i++) {
      // The second record lies where the first did.
      String page = i == 0 ? "Page" : "Person";
      telling.read(("[\"" + page + "\",\"P\\u0061ge\",\"page\",1,{\"a\":true}]").getBytes(UTF_8));
      for (int again = 0; again < 2; again++) {
        assertThat(telling.word(1)).isEqualTo(1 - i);
        assertThat(telling.word(2)).isEqualTo(1);
        for (int other : new int[] {0, 3, 4, 5, 6}) {
          assertThat(telling.word(other)).isNegative();
        }
      }
    }
  }

  /** Where each value stands in the record, however it is spelled. */
  @Test
  void valuesAreWhereTheyWereSent() {
    String json =
        " {\"a\" : \"t\\u00e4\", \"b\":[true,false,null,-1.5e3, \"x\" ,\"\\n\",{}],\"c\":\"\", \"d\":\"\\\\\"}";
    read(json);

    List<String> spelled = new ArrayList<>();
    for (int value = 1; value < tape.next(0); value++) {
      spelled.add(json.substring(tape.from(value), tape.to(value)));
    }

    assertThat(spelled)
        .containsExactly(
            "\"t\\u00e4\"",
            "[true,false,null,-1.5e3, \"x\" ,\"\\n\",{}]",
            "true",
            "false",
            "null",
            "-1.5e3",
            "\"x\"",
            "\"\\n\"",
            "{}",
            "\"\"",
            "\"\\\\\"");
    assertThat(tape.isTrue(3)).isTrue();
    assertThat(tape.isTrue(4)).isFalse();
    assertThat(tape.isEscaped(1)).isTrue();
    assertThat(tape.isEscaped(7)).isFalse();
  }

  /** What stood on the tape before is gone, and it grows. */
  @Test
  void recordsOfAnySizeFollowEachOther() {
    read("{\"x\":\"\\n\",\"y\":1}");
    read("[" + "\"\\t\\\"\",".repeat(5_000) + "{\"z\":\"ä\\\\\"}]");

    int last = tape.next(0) - 1;
    assertThat(tape.string(1)).isEqualTo("\t\"");
    assertThat(tape.string(5_000)).isEqualTo("\t\"");
    assertThat(tape.string(last)).isEqualTo("ä\\");
    assertThat(tape.nameText(last)).isEqualTo("z");
    read("7");
    assertThat(tape.kind(0)).isEqualTo(Kind.INTEGER);
    assertThat(tape.string(0)).isEqualTo("7");
    assertThat(tape.next(0)).isEqualTo(1);
  }

  @Test
  void whatIsNoJsonIsTold() {
    assertThat(tape.read("".getBytes(UTF_8))).isEqualTo(Reading.EMPTY);
    assertThat(tape.read("{\"a\":}".getBytes(UTF_8))).isEqualTo(Reading.MALFORMED);
    assertThat(tape.read("{} x".getBytes(UTF_8))).isEqualTo(Reading.TRAILING);
    assertThat(tape.read("{}{}".getBytes(UTF_8))).isEqualTo(Reading.TRAILING);
    assertThat(tape.faultAt()).isEqualTo(2);
    assertThat(tape.read("[".repeat(65).getBytes(UTF_8))).isEqualTo(Reading.TOO_DEEP);
    assertThat(tape.read("[".repeat(64).concat("]".repeat(64)).getBytes(UTF_8)))
        .isEqualTo(Reading.WHOLE);
    assertThat(tape.read(new byte[] {'"', (byte) 0xC0, '"'})).isEqualTo(Reading.NO_TEXT);
  }

  @Test
  void knownTextsAreFound() {
    KnownTexts texts = new KnownTexts(List.of("Aa", "BB", "", "x"));

    assertThat(texts.find("BB")).as("the same hash as Aa").isEqualTo(1);
    assertThat(texts.find("Aa")).isZero();
    assertThat(texts.find("")).isEqualTo(2);
    assertThat(texts.find("y")).isEqualTo(KnownTexts.UNKNOWN);
    assertThat(texts.text(3)).isEqualTo("x");
  }

  private void read(String json) {
    assertThat(tape.read(json.getBytes(UTF_8))).isEqualTo(Reading.WHOLE);
  }
}
