package io.eventlake.cli.shell;

import io.eventlake.connector.files.ResultWriter;
import io.eventlake.lake.sql.SqlException;
import io.eventlake.lake.sql.SqlScript;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jline.reader.Buffer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.Widget;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.Signals;

/** Statements typed on a terminal, one after the other, and their results below each. */
public final class SqlShell {

  private static final String PROMPT = "eventlake> ";
  private static final String MORE = "        -> ";

  private final Terminal terminal;
  private final SqlSession session;
  private final ShellSettings settings;
  private final Function<Throwable, String> sentence;
  private final LongSupplier nanos;
  private final KnownNames names;
  private final Pages pages;
  private volatile boolean cancelled;
  private boolean expanded;
  private boolean timing = true;

  /**
   * @param session that answers; it is not closed
   * @param sentence what an error is told by
   * @param nanos the clock of the times that are told
   */
  public SqlShell(
      Terminal terminal,
      SqlSession session,
      ShellSettings settings,
      Function<Throwable, String> sentence,
      LongSupplier nanos) {
    this.terminal = terminal;
    this.session = session;
    this.settings = settings;
    this.sentence = sentence;
    this.nanos = nanos;
    this.names = new KnownNames(session);
    this.pages = new Pages(terminal, settings.pager);
  }

  /** Until its user ends it. */
  public void run() {
    // A dumb terminal leaves Ctrl-C to the process, which would end.
    boolean dumb = terminal instanceof DumbTerminal;
    Object before = dumb ? Signals.register("INT", this::interrupt) : null;
    try {
      say(settings.greeting);
      follow(reader());
    } finally {
      if (dumb) {
        Signals.unregister("INT", before);
      }
    }
  }

  private void follow(LineReader reader) {
    boolean goesOn = true;
    String begun = "";
    while (goesOn) {
      try {
        String lines = reader.readLine(PROMPT, null, (Character) null, begun);
        int command = Math.max(0, ShellCommands.within(lines));
        begun = lines.substring(0, command);
        goesOn = take(lines.substring(command));
      } catch (UserInterruptException e) {
        begun = ""; // what was typed is forgotten
      } catch (EndOfFileException e) {
        goesOn = false;
      }
    }
  }

  private LineReader reader() {
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .appName("eventlake")
            .terminal(terminal)
            .parser(new StatementParser())
            .completer(new ShellCompleter(names))
            .history(new StatementHistory())
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, MORE)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.CASE_INSENSITIVE, true)
            .option(LineReader.Option.COMPLETE_MATCHER_TYPO, false);
    settings.history.ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
    LineReader reader = builder.build();
    Widget before = reader.getWidgets().get(LineReader.DELETE_CHAR_OR_LIST);
    reader
        .getWidgets()
        .put(LineReader.DELETE_CHAR_OR_LIST, () -> endOr(reader.getBuffer(), before));
    return reader;
  }

  /** Ctrl-D ends the shell on an empty line of a statement, too. */
  private static boolean endOr(Buffer typed, Widget otherwise) {
    boolean atEnd = typed.cursor() == typed.length();
    String line = typed.toString().substring(typed.toString().lastIndexOf('\n') + 1);
    if (atEnd && line.isBlank()) {
      throw new EndOfFileException();
    }

    return otherwise.apply();
  }

  /** Does what a line says; false when it ends the shell. */
  private boolean take(String line) {
    if (!ShellCommands.isCommand(line)) {
      answer(SqlScript.statements(line));
      return true;
    }

    String argument = ShellCommands.argument(line);
    switch (ShellCommands.name(line)) {
      case "\\q":
        return false;
      case "\\?":
        say(ShellCommands.HELP);
        break;
      case "\\x":
        expanded = !expanded;
        say(expanded ? "Each value on a line of its own." : "Values in columns.");
        break;
      case "\\timing":
        timing = !timing;
        say(timing ? "Times are told." : "Times are not told.");
        break;
      case "\\d":
        show(() -> described(argument));
        break;
      default:
        say("There is no command " + ShellCommands.name(line) + "; \\? tells of those there are.");
    }

    return true;
  }

  /** Runs statements until one comes to nothing. */
  private void answer(List<String> statements) {
    for (int done = 0; done < statements.size(); done++) {
      String statement = statements.get(done);
      if (!show(() -> session.run(statement))) {
        SqlScript.leftOut(done, statements.size()).ifPresent(this::say);
        return;
      }
    }
  }

  private ResultRows described(String name) {
    if (name.isEmpty()) {
      return ShellCommands.relations(session.relations());
    }

    return names
        .relation(name)
        .map(relation -> ShellCommands.columns(relation, width()))
        .orElseThrow(() -> new SqlException(names.unknown(name)));
  }

  /** Runs something that Ctrl-C ends; false when it came to nothing. */
  private boolean show(Supplier<ResultRows> run) {
    cancelled = false;
    Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> cancel());
    try (TimedRows rows = new TimedRows(run, nanos, () -> cancelled)) {
      print(rows);
      say(rows.summary(timing));
      say("");
      return true;
    } catch (IOException
        | RuntimeException e) { // the shell goes on after whatever a statement does
      say(cancelled || e instanceof CancellationException ? "Cancelled." : sentence.apply(e));
      return false;
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
    }
  }

  /** Ends the statement that runs, or forgets what is typed. */
  private void interrupt() {
    terminal.raise(Terminal.Signal.INT);
  }

  private void cancel() {
    cancelled = true;
    session.cancel();
  }

  private void print(ResultRows rows) throws IOException {
    if (expanded) {
      pages.show(new ExpandedLines(rows));
    } else if (settings.format == null) {
      pages.show(FittedLines.of(rows, width()));
    } else {
      ResultWriter writer = settings.format.apply(terminal.writer());
      writer.begin(rows.columns());
      for (List<Object> row = rows.next(); row != null; row = rows.next()) {
        writer.row(row);
      }

      writer.end();
    }
  }

  private int width() {
    return terminal.getWidth() > 0 ? terminal.getWidth() : 80;
  }

  private void say(String lines) {
    terminal.writer().println(lines);
    terminal.flush();
  }
}
