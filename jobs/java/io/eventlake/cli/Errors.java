package io.eventlake.cli;

import io.eventlake.config.ConfigException;
import io.eventlake.config.NearestNames;
import io.eventlake.config.ShellCommand;
import io.eventlake.lake.sql.SqlException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells an error in one sentence on standard error; the stack trace only with --verbose. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {

  private final Main main;

  Errors(Main main) {
    this.main = main;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    String unknown = unknownCommand(e);
    if (unknown == null) {
      err.println(inWords(e.getMessage()) + nearestChoice(e));
      UnmatchedArgumentException.printSuggestions(e, err);
    } else {
      err.println(unknown);
    }

    err.println("Try: " + ShellCommand.of(words(command)).with("--help"));
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
    tell(e, command.getErr());
    boolean usage = e instanceof ConfigException || e instanceof SqlException;
    return usage ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  /** Tells it; returns the exit code of what failed. */
  int tell(Throwable e, PrintWriter err) {
    err.println(sentence(e));
    if (main.verbose) {
      e.printStackTrace(err);
    }

    err.flush();
    return ExitCode.SOFTWARE;
  }

  /** What to say where a word should have been the name of a command; null elsewhere. */
  private static String unknownCommand(ParameterException e) {
    CommandLine command = e.getCommandLine();
    if (!(e instanceof UnmatchedArgumentException) || command.getSubcommands().isEmpty()) {
      return null;
    }

    String word = ((UnmatchedArgumentException) e).getUnmatched().get(0);
    return word.startsWith("-") ? null : unknownCommand(command, word);
  }

  /** That there is no such command below one, and what may have been meant. */
  static String unknownCommand(CommandLine above, String word) {
    List<String> words = new ArrayList<>(Arrays.asList(words(above)));
    words.add(word);
    return "There is no command "
        + String.join(" ", words)
        + NearestNames.asked(word, above.getSubcommands().keySet());
  }

  /** Types of Java are no words for people. */
  private static String inWords(String message) {
    return message
        .replaceFirst("is not an? (int|long)$", "is no whole number")
        .replaceFirst("is not a double$", "is no number");
  }

  /** What a value may have meant where there are some to choose from. */
  private static String nearestChoice(ParameterException e) {
    Iterable<String> candidates =
        e.getArgSpec() == null ? null : e.getArgSpec().completionCandidates();
    if (candidates == null || e.getValue() == null) {
      return "";
    }

    List<String> choices = new ArrayList<>();
    candidates.forEach(choices::add);
    return NearestNames.asked(e.getValue(), choices);
  }

  /** The subcommand as it is typed, without the program's name. */
  private static String[] words(CommandLine command) {
    String[] words = command.getCommandSpec().qualifiedName().split(" ");
    return Arrays.copyOfRange(words, 1, words.length);
  }

  /**
   * Our own messages are sentences; of others, such as Flink's, only the innermost says what. One
   * of an {@link Error} is a word, such as the name of a class.
   */
  static String sentence(Throwable e) {
    Throwable cause = e;
    while (!isTold(cause) && cause.getCause() != null) {
      cause = cause.getCause();
    }

    String message = cause.getMessage() == null ? "" : cause.getMessage().strip();
    if (cause instanceof Error) {
      return "The program cannot go on: " + firstLine(cause.toString());
    }

    if (message.isEmpty()) {
      return cause.toString();
    }

    // Below a sentence of our own may be the commands to choose from.
    return isTold(cause) ? message : firstLine(message);
  }

  /** The cause of a class that is missing is its name once more. */
  private static boolean isTold(Throwable e) {
    return e.getClass().getName().startsWith("io.eventlake.") || e instanceof NoClassDefFoundError;
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse(text);
  }
}
