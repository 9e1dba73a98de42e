package io.eventlake.cli.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.eventlake.connector.files.CsvResultWriter;
import io.eventlake.connector.files.ResultWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.jline.utils.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is typed into a shell and what it shows, on terminals that are made of streams. */
class SqlShellTest {

  @TempDir private Path directory;

  private final FakeSession session = new FakeSession();
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final AtomicLong clock = new AtomicLong();
  private Optional<Path> history = Optional.empty();
  private Function<Writer, ResultWriter> format;

  @Test
  void runsStatementsOfManyLinesUpToTheirSemicolons() throws IOException {
    dumb("select\n  'a;b' -- not; yet\n;\nselect 2; select 3;\n");

    assertThat(session.statements).containsExactly("select\n  'a;b'", "select 2", "select 3");
    assertThat(shown())
        .startsWith("hello\neventlake> ")
        .contains("statement\n---------\nselect 2\n(1 row, 1.500 s)\n\n");
  }

  @Test
  void tellsAnErrorWithItsPlaceAndGoesOn() throws IOException {
    dumb("wrong; never;\nselect 2;\n");

    assertThat(session.statements).containsExactly("wrong", "select 2");
    assertThat(shown())
        .contains("wrong\n^ there is nothing like it\n")
        .contains("Statement 1 of 2 failed; the one behind it was not run.\neventlake> ");
  }

  @Test
  void endsTheStatementAndNotTheShell() throws IOException {
    try (Terminal terminal = external("slow;\nselect 2;\n")) {
      session.whileRunning = () -> terminal.raise(Terminal.Signal.INT);
      shell(terminal, null);
    }

    assertThat(session.statements).containsExactly("slow", "select 2");
    assertThat(shown()).contains("Cancelled.").doesNotContain("lake.query-timeout");
  }

  /** There Ctrl-C comes to the process and not to the terminal. */
  @Test
  void forgetsWhatIsTypedOnADumbTerminal() throws IOException {
    byte[] begun = "select 1\n".getBytes(UTF_8);
    AtomicBoolean heard = new AtomicBoolean();
    InputStream keys =
        new InputStream() {
          private int read;

          @Override
          public int read() {
            if (read == begun.length) {
              heard.set(ctrlC());
            }

            // Of the two lines' ends one may be forgotten with what is before it.
            byte[] all = "select 1\n\nselect 2;\n".getBytes(UTF_8);
            return read < all.length ? all[read++] : -1;
          }
        };
    try (Terminal terminal = new DumbTerminal("test", "dumb", keys, shown, UTF_8)) {
      shell(terminal, null);
    }

    assumeThat(heard.get()).as("what is begun in the background does not hear Ctrl-C").isTrue();
    assertThat(session.statements).containsExactly("select 2");
  }

  /**
   * Calls what is registered for the signal: the signal itself might end the tests.
   *
   * @return false where the process had been told to ignore it, so that nothing can be registered
   */
  private static boolean ctrlC() {
    Object handler = Signals.register("INT", () -> {});
    Signals.unregister("INT", handler);
    if (!Proxy.isProxyClass(handler.getClass())) {
      return false;
    }

    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class.forName("sun.misc.SignalHandler")
          .getMethod("handle", signal)
          .invoke(handler, signal.getConstructor(String.class).newInstance("INT"));
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void hasCommandsOfItsOwn() throws IOException {
    dumb(
        "\\d\n\\d gold.v_daily\n\\d silver.events;\n\\d event\n\\d events\n\\d nowhere\n\\z\nhelp\n\\q\nselect 1;\n");

    assertThat(session.statements).isEmpty();
    assertThat(shown())
        .contains("silver.events  table\n", "gold.v_daily   view\n(3 rows, ")
        .contains("ts          timestamp(6)\n(3 rows")
        .contains("ts          timestamp(6)  Event time, UTC\n(3 rows")
        .contains("There is no table or view event, did you mean silver.events or bronze.events?\n")
        .contains("Several are called events: say silver.events or bronze.events\n")
        .contains("There is no table or view nowhere; \\d lists those there are\n")
        .contains("There is no command \\z; \\? tells of those there are.")
        .contains(ShellCommands.HELP);
  }

  @Test
  void showsWholeValuesExpandedAndNoTimes() throws IOException {
    dumb("\\x\n\\timing\nnumbers 2;\n");

    assertThat(shown())
        .contains("-[ row 1 ]-\n_col0 | 1\nname  | row 1\n-[ row 2 ]-\n_col0 | 2\n")
        .contains("(2 rows)\n");
  }

  @Test
  void commandsWithinAStatementDoNotEndIt() throws IOException {
    history = ShellHistory.file(directory.resolve("eventlake"));
    dumb("select\n\\timing\n1\n\\d gold.v_daily\n;\nselect '\n\\x\n';\nselect\n\\q\nselect 3;\n");

    assertThat(session.statements).containsExactly("select\n1", "select '\n\\x\n'");
    assertThat(shown())
        .contains("Times are not told.\n", "ts          timestamp(6)\n(3 rows)")
        .doesNotContain("on a line of its own");
    assertThat(Files.readAllLines(history.orElseThrow()))
        .hasSize(2)
        .first(as(InstanceOfAssertFactories.STRING))
        .contains("select", "1", ";")
        .doesNotContain("timing");
  }

  @Test
  void namesOfColumnsAreWholeOnANarrowTerminal() throws IOException {
    try (Terminal terminal = external("\\d silver.events\n\\q\n")) {
      terminal.setSize(new Size(40, 24));
      shell(terminal, null);
    }

    assertThat(shown()).contains("ts          timestamp(6)\n(3 rows").doesNotContain("Event");
  }

  @Test
  void endOfInputEndsTheShellWithinAStatement() throws IOException {
    try (Terminal terminal = external("select\n\u0004select 2;\n")) {
      shell(terminal, null);
    }

    assertThat(session.statements).isEmpty();
    assertThat(shown()).doesNotContain("possibilities");
  }

  @Test
  void writesInTheFormatThatWasAskedFor() throws IOException {
    format = out -> new CsvResultWriter(out, ',');
    dumb("numbers 2;\n");

    assertThat(shown()).contains("_col0,name\n1,row 1\n2,row 2\n(2 rows");
  }

  @Test
  void pagesWhatIsLongerThanTheTerminal() throws IOException {
    try (Terminal terminal = external("numbers 30;\nq\\q\n")) {
      shell(terminal, null);
    }

    assertThat(shown()).contains("row 7").doesNotContain("row 25").contains("(30 rows");
  }

  @Test
  void givesALongResultToTheProgramOfTheUser() throws IOException {
    Path seen = directory.resolve("seen");
    try (Terminal terminal = external("numbers 2000;\n")) {
      shell(terminal, "cat > '" + seen + "'");
    }

    assertThat(Files.readAllLines(seen)).hasSize(2002).last().isEqualTo(" 2000  row 2000");
  }

  @Test
  void aProgramThatEndsEarlyHasSeenEnough() throws IOException {
    try (Terminal terminal = external("numbers 100000;\nselect 2;\n")) {
      shell(terminal, "true");
    }

    assertThat(session.statements).containsExactly("numbers 100000", "select 2");
    assertThat(shown()).contains("(not all: ").doesNotContain("Broken pipe");
  }

  @Test
  void remembersWhatWasTyped() throws IOException {
    history = ShellHistory.file(directory.resolve("eventlake"));
    dumb("select 1;\n");

    assertThat(history).contains(directory.resolve("eventlake/sql-history"));
    assertThat(Files.readString(history.orElseThrow())).endsWith(":select 1;\n");
  }

  @Test
  void remembersNothingWhereThatCannotBeWritten() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThat(ShellHistory.file(file)).isEmpty();
    assertThat(ShellHistory.file(file.resolve("eventlake"))).isEmpty();
  }

  private void dumb(String typed) throws IOException {
    ByteArrayInputStream keys = new ByteArrayInputStream(typed.getBytes(UTF_8));
    try (Terminal terminal = new DumbTerminal("test", "dumb", keys, shown, UTF_8)) {
      shell(terminal, null);
    }
  }

  private Terminal external(String typed) throws IOException {
    ByteArrayInputStream keys = new ByteArrayInputStream(typed.getBytes(UTF_8));
    Terminal terminal = new ExternalTerminal("test", "ansi", keys, shown, UTF_8);
    terminal.setSize(new Size(60, 12));
    return terminal;
  }

  private void shell(Terminal terminal, String pager) {
    ShellSettings settings = new ShellSettings("hello", history, pager, format);
    new SqlShell(
            terminal, session, settings, Throwable::getMessage, () -> clock.getAndAdd(500_000_000L))
        .run();
    terminal.flush();
  }

  private String shown() {
    return shown.toString(UTF_8).replace("\r", "");
  }
}
