package io.eventlake.connector.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A value takes one line, and says which control characters it has. */
class ResultTextTest {

  @Test
  void controlCharactersAreShown() {
    assertThat(ResultText.line("a\nb\r\n\tc\u001b[2J\u0000\u007f\u0085"))
        .isEqualTo("a⏎b␍⏎␉c␛[2J␀␡\uFFFD");
    assertThat(ResultText.line("é 漢 ⏎ 😀")).isEqualTo("é 漢 ⏎ 😀");
    assertThat(ResultText.line(null)).isEmpty();
  }

  @Test
  void whatAProgramReadsStaysExact() {
    assertThat(ResultText.text("a\nb\t")).isEqualTo("a\nb\t");
  }
}
