package io.eventlake.collect;

import io.eventlake.config.ConfigException;
import io.eventlake.config.ShellCommand;
import io.eventlake.flink.ProcessLocale;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.TraceLevel;

/**
 * The services' half of the program {@code eventlake}: the launcher starts it for their commands.
 */
@Command(name = "eventlake", subcommands = CollectCommand.class)
public final class Main {

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    ProcessLocale.setRoot();
    System.exit(
        run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            args));
  }

  /** The commands, with examples that can be run as they are printed. */
  static CommandLine commandLine() {
    CommandLine command = new CommandLine(new Main());
    // It warns on standard error of a quote in a value, such as in a path, and takes it as it is.
    CommandLine.tracer().setLevel(TraceLevel.OFF);
    for (CommandLine each : command.getSubcommands().values()) {
      String footer =
          String.join("%n", each.getCommandSpec().usageMessage().footer())
              .replace("eventlake collect", ShellCommand.program() + " collect");
      // Whole lines, which can be copied.
      each.getHelpSectionMap()
          .put(
              UsageMessageSpec.SECTION_KEY_FOOTER,
              help -> String.format(Locale.ROOT, footer + "%n"));
    }

    return command;
  }

  /**
   * Runs a command.
   *
   * @param err takes a sentence when something is wrong
   * @return the exit code
   */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine command = commandLine().setOut(out).setErr(err);
    command.setParameterExceptionHandler(
        (e, words) -> {
          err.println(e.getMessage());
          err.println("Try: " + ShellCommand.of("collect", "--help"));
          return ExitCode.USAGE;
        });
    command.setExecutionExceptionHandler(
        (e, failed, parsed) -> {
          err.println(e instanceof ConfigException ? e.getMessage() : e.toString());
          return e instanceof ConfigException ? ExitCode.USAGE : ExitCode.SOFTWARE;
        });
    return command.execute(args);
  }
}
