package io.eventlake.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes in and out. */
class SizeWordsTest {

  @ParameterizedTest
  @CsvSource({"64 mb, 64 mb", "64mb, 64 mb", "1024 mb, 1 gb", "1536 kb, 1536 kb", "7, 7 bytes"})
  void whatIsPrintedIsWhatWasMeant(String typed, String printed) {
    MemorySize size = SizeWords.size(typed);

    assertThat(SizeWords.text(size)).isEqualTo(printed);
    assertThat(SizeWords.size(printed)).isEqualTo(size);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 bytes",
    "1, 1 byte",
    "1023, 1023 bytes",
    "2858278, 2.7 mb",
    "1610612736, 1.5 gb"
  })
  void aboutIsForPeople(long bytes, String printed) {
    assertThat(SizeWords.about(bytes)).isEqualTo(printed);
  }

  @Test
  void anythingElseIsNoSize() {
    assertThatThrownBy(() -> SizeWords.size("lots")).hasMessage("is no size such as 64 mb or 1 gb");
  }
}
