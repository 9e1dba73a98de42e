package io.eventlake.service;

import io.eventlake.config.ConfigException;
import io.eventlake.config.ShellCommand;
import io.eventlake.flink.ProcessLocale;
import java.io.IOException;
import java.io.OutputStream;
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

  /** Set by what starts a command and wants it to end with the pipe that it gives it. */
  private static final String ENDS_WITH_INPUT = "EVENTLAKE_ENDS_WITH_INPUT";

  private static final int SIGTERM = 128 + 15;

  private ServiceProgram() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param program the command {@code eventlake}, with the one command that its main class has
   */
  public static void main(Object program, String[] args) {
    ProcessLocale.setRoot();
    if (System.getenv(ENDS_WITH_INPUT) != null) {
      Thread input = new Thread(ServiceProgram::endWithInput, "input");
      input.setDaemon(true);
      input.start();
    }

    System.exit(
        run(
            program,
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            args));
  }

  private static void endWithInput() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // It is gone as well.
    }

    System.exit(SIGTERM);
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
