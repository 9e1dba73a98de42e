package io.eventlake.testing.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails each test during which something was logged in this JVM that no log may hold: by anybody,
 * at the level of production. JUnit finds it by itself, so that it is there for every test.
 */
public final class LogWatch implements BeforeAllCallback, AfterEachCallback {

  private static final Level LEVEL = Level.INFO;
  private static final Queue<String> VIOLATIONS = new ConcurrentLinkedQueue<>();

  @Override
  public void beforeAll(ExtensionContext context) {
    watch((LoggerContext) LogManager.getContext(false));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<String> found = new ArrayList<>();
    for (String each = VIOLATIONS.poll(); each != null; each = VIOLATIONS.poll()) {
      found.add(each);
    }

    assertThat(found).as("what was logged and may not be").isEmpty();
  }

  /**
   * Whatever configuration is first on the class path: some of the test jars bring a silent one.
   */
  private static synchronized void watch(LoggerContext logs) {
    LoggerConfig root = logs.getConfiguration().getRootLogger();
    if (root.getAppenders().containsKey(Watching.NAME)) {
      return;
    }

    Level before = root.getLevel();
    for (Appender other : List.copyOf(root.getAppenders().values())) {
      root.removeAppender(other.getName());
      root.addAppender(other, before, null);
    }

    Watching watching = new Watching();
    watching.start();
    root.addAppender(watching, LEVEL, null);
    if (before.isMoreSpecificThan(LEVEL)) {
      root.setLevel(LEVEL);
    }

    logs.updateLoggers();
  }

  private static final class Watching extends AbstractAppender {

    private static final String NAME = "log-watch";

    Watching() {
      super(NAME, null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      look(event, event.getMessage().getFormattedMessage());
      for (Throwable cause = event.getThrown(); cause != null; cause = cause.getCause()) {
        look(event, cause.toString());
      }
    }

    private static void look(LogEvent event, String text) {
      LoggedText.violation(text)
          .ifPresent(
              what -> VIOLATIONS.add(what + ", logged by " + event.getLoggerName() + ": " + text));
    }
  }
}
