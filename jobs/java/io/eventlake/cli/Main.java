package io.eventlake.cli;

import io.eventlake.cli.format.StandardOutput;
import io.eventlake.flink.ProcessLocale;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TraceLevel;

/** The program {@code eventlake}: one subcommand per thing that can be done. */
@Command(
    name = "eventlake",
    description = "A streaming lakehouse for event analytics.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    scope = ScopeType.INHERIT,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:fine",
      "1:the check or the job failed",
      "2:wrong usage or configuration",
      "3:Java's memory was full",
    },
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      SqlCommand.class,
      TablesCommand.class,
      AuditCommand.class,
      CheckCommand.class,
      CutCommand.class,
      ReportCommand.class,
      DoctorCommand.class,
      StatusCommand.class,
      SavepointCommand.class,
      TagCommand.class,
      StopCommand.class,
      RewindCommand.class,
      MaintainCommand.class,
      BackfillCommand.class,
      ValidateCommand.class,
      ContractCommand.class,
      GenerateCommand.class,
      ProduceCommand.class,
      MetricsCommand.class,
      FetchResultsCommand.class,
      HelpCommand.class,
      CompletionCommand.class
    })
public final class Main implements Callable<Integer> {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  boolean verbose;

  @Spec CommandSpec spec;

  Main() {}

  /** No command was given: which there are is told where errors are. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    ProcessLocale.setRoot();
    PrintWriter err = writer(FileDescriptor.err);
    LogFile.prepare(err);
    LastWords lastWords = LastWords.install(err);
    lastWords.exit(run(writer(FileDescriptor.out), err, args));
  }

  /**
   * Runs a command.
   *
   * @param out takes the result and nothing else
   * @param err takes one sentence when something is wrong
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    Main main = new Main();
    CommandLine command = commandLine(main);
    command.setOut(out);
    command.setErr(err);
    Errors errors = new Errors(main);
    command.setParameterExceptionHandler(errors);
    command.setExecutionExceptionHandler(errors);
    int exitCode = execute(command, errors, args);
    out.flush();
    err.flush();
    return afterOutput(exitCode, out, err);
  }

  /** All commands, with what their words are converted by. */
  static CommandLine commandLine(Main main) {
    CommandLine command = new CommandLine(main);
    // Not in the annotation, whose texts the subcommands inherit.
    command
        .getCommandSpec()
        .usageMessage()
        .footer(
            "%n'eventlake collect --help' tells of events over HTTP, 'eventlake serve --help' of questions"
                + " over HTTP and 'eventlake bench --help' of the benchmarks, programs of their own.");
    // It warns on standard error of a quote in a value, such as in a path, and takes it as it is.
    CommandLine.tracer().setLevel(TraceLevel.OFF);
    HelpTexts.arrange(command);
    command.registerConverter(Path.class, new PlaceConverter()::path);
    TimeConverters.register(command, Clock.systemUTC());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    return command;
  }

  /** As picocli does, but for errors of Java: it lets them through. */
  private static int execute(CommandLine command, Errors errors, String... args) {
    try {
      return command.execute(words(args));
    } catch (Error e) { // no sentence would be told, and Flink's threads go on for ever
      return errors.tell(e, command.getErr());
    }
  }

  /** A statement that begins with a comment is no option. */
  private static String[] words(String... args) {
    return Stream.of(args)
        .map(arg -> arg.matches("(?s)--\\s.*") ? '\n' + arg : arg)
        .toArray(String[]::new);
  }

  /**
   * The exit code when the output was lost. A reader that went away has what it wants, and says so
   * by its own code.
   */
  private static int afterOutput(int exitCode, PrintWriter out, PrintWriter err) {
    IOException failure = StandardOutput.failure(out).orElse(null);
    if (failure == null || StandardOutput.isClosedPipe(failure)) {
      return exitCode;
    }

    err.println("Standard output cannot be written: " + failure.getMessage());
    err.flush();
    return exitCode == ExitCode.OK ? ExitCode.SOFTWARE : exitCode;
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return StandardOutput.of(new FileOutputStream(descriptor));
  }
}
