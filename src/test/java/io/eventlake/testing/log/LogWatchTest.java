package io.eventlake.testing.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What may not be logged is found out, and who logged it. */
class LogWatchTest {

  private static final Logger LOG = LoggerFactory.getLogger("io.eventlake.a.careless.One");

  private final LogWatch watch = new LogWatch();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "read {\"event_type\": \"click\"}",
        "read \"{\\\"session_id\\\":1}\"",
        "of sid_0123456789abcdef01234567",
        "key " + LoggedText.SECRET,
        "\u001b[2J",
        "a\u0000b",
      })
  void theTestFails(String message) {
    LOG.info("{}", message);

    assertThatThrownBy(() -> watch.afterEach(null))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("logged by io.eventlake.a.careless.One: " + message);
    watch.afterEach(null);
  }

  @Test
  void causesOfWhatIsThrownAreSeen() {
    LOG.warn("failed", new IllegalStateException(new IllegalStateException("at \u0007")));

    assertThatThrownBy(() -> watch.afterEach(null)).hasMessageContaining("a control character");
  }

  @Test
  void otherMessagesAreNone() {
    LOG.info("event_type is a column\n\tat line 2, of session_id: nothing");
    LOG.debug("sid_0123456789abcdef01234567");

    watch.afterEach(null);
    assertThat(LoggedText.violation("plain")).isEmpty();
  }
}
