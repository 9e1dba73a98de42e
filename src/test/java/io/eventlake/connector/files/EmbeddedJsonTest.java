package io.eventlake.connector.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts of events inside a script element: they are read as they were, and cannot end it. */
class EmbeddedJsonTest {

  private static final String HOSTILE = "</script><!--<script>alert('&\u2028\u2029')//]]> \"\\\n";

  @Test
  void nothingOfATextIsMarkup() throws Exception {
    String json = EmbeddedJson.text(Map.of(HOSTILE, List.of(HOSTILE)));

    assertThat(json).doesNotContainPattern("[<>&'\u2028\u2029]");
    assertThat(new ObjectMapper().readTree(json).path(HOSTILE).path(0).asText()).isEqualTo(HOSTILE);
  }

  @Test
  void numbersAreNumbers() throws Exception {
    assertThat(EmbeddedJson.text(List.of(new BigDecimal("1E+3"), 2L, true)))
        .isEqualTo("[1000,2,true]");
  }
}
