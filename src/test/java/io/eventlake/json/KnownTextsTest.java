package io.eventlake.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Known texts are found by their characters, others are not, however alike. */
class KnownTextsTest {

  @Test
  void eachIsFoundAndNoOther() {
    List<String> texts = new ArrayList<>(List.of("", "a", "ab", "ba", "abc"));
    for (int i = 0; i < 300; i++) {
      texts.add("Marked" + i / 10 + "As" + i % 10 + "Read");
    }

    KnownTexts known = new KnownTexts(texts);
    CharSlice slice = new CharSlice();
    for (int i = 0; i < texts.size(); i++) {
      char[] chars = ("<" + texts.get(i) + ">").toCharArray();
      slice.set(chars, 1, chars.length - 2);
      assertThat(known.find(slice)).isEqualTo(i);
      assertThat(known.find(texts.get(i))).isEqualTo(i);
      assertThat(known.text(i)).isEqualTo(texts.get(i));
      assertThat(known.find(texts.get(i) + "x")).isEqualTo(KnownTexts.UNKNOWN);
    }

    assertThat(known.size()).isEqualTo(texts.size());
    assertThat(known.find("Marked1As1read")).isEqualTo(KnownTexts.UNKNOWN);
    assertThat(new KnownTexts(List.of()).find("a")).isEqualTo(KnownTexts.UNKNOWN);
  }
}
