package io.eventlake.service;

import io.eventlake.config.ConfigException;
import io.eventlake.config.ShellCommand;
import io.eventlake.flink.ProcessLocale;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.TraceLevel;

/** Runs a command of the services as the jobs' program runs its own. */
public final class ServiceProgram {

  private ServiceProgram() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param program the command {@code eventlake}, with the one command that its main class has
   */
  public static void main(Object program, String[] args) {
    ProcessLocale.setRoot();
    System.exit(
        run(
            program,
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            args));
  }

  /** The command, with examples that can be run as they are printed. */
  public static CommandLine commandLine(Object program) {
    // It warns on standard error of a quote in a value, such as in a path, and takes it as it is.
    CommandLine.tracer().setLevel(TraceLevel.OFF);
    CommandLine command = new CommandLine(program);
    runnableExamples(command);
    return command;
  }

  private static void runnableExamples(CommandLine command) {
    for (CommandLine each : command.getSubcommands().values()) {
      String footer =
          String.join("%n", each.getCommandSpec().usageMessage().footer())
              .replaceAll(
                  "(?<=^|%n| )eventlake ", Matcher.quoteReplacement(ShellCommand.program() + " "));
      // Whole lines, which can be copied.
      each.getHelpSectionMap()
          .put(
              UsageMessageSpec.SECTION_KEY_FOOTER,
              help -> String.format(Locale.ROOT, footer + "%n"));
      runnableExamples(each);
    }
  }

  /**
   * Runs a command.
   *
   * @param err takes a sentence when something is wrong
   * @return the exit code
   */
  public static int run(Object program, PrintWriter out, PrintWriter err, String... args) {
    CommandLine command = commandLine(program).setOut(out).setErr(err);
    String name = command.getSubcommands().keySet().iterator().next();
    command.setParameterExceptionHandler(
        (e, words) -> {
          err.println(e.getMessage());
          err.println("Try: " + ShellCommand.of(name, "--help"));
          return ExitCode.USAGE;
        });
    command.setExecutionExceptionHandler(
        (e, failed, parsed) -> {
          err.println(isTold(e) ? e.getMessage() : e.toString());
          return e instanceof ConfigException ? ExitCode.USAGE : ExitCode.SOFTWARE;
        });
    return command.execute(args);
  }

  /** Whose message is a sentence. */
  private static boolean isTold(Exception e) {
    return e.getClass().getName().startsWith("io.eventlake.");
  }
}
