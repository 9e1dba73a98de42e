package io.eventlake.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StepsTest {

  private final StringWriter err = new StringWriter();

  @AfterEach
  void clearTerminal() {
    System.clearProperty(Terminal.PROPERTY);
  }

  @Test
  void oneLineOfATerminalThatIsGoneInTheEnd() {
    System.setProperty(Terminal.PROPERTY, "2");
    try (Steps steps = Steps.on(new PrintWriter(err))) {
      steps.accept("Checking silver.events");
      steps.accept("x".repeat(200));
    }

    assertThat(err.toString())
        .startsWith("\r\u001b[KChecking silver.events ... 0 s")
        .contains("\r\u001b[K" + "x".repeat(79) + "\r")
        .endsWith("\r\u001b[K");
  }

  @Test
  void nothingElsewhere() {
    System.setProperty(Terminal.PROPERTY, "1");
    try (Steps steps = Steps.on(new PrintWriter(err))) {
      steps.accept("Checking silver.events");
    }

    assertThat(err.toString()).isEmpty();
  }
}
