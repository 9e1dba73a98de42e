package io.eventlake.cli.shell;

import java.time.Instant;
import org.jline.reader.impl.history.DefaultHistory;

/** What was typed, without statements that a command stands in: they come again when they end. */
final class StatementHistory extends DefaultHistory {

  @Override
  public void add(Instant time, String line) {
    if (ShellCommands.within(line) < 0) {
      super.add(time, line);
    }
  }
}
