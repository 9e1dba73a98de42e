package io.eventlake.cli;

import io.eventlake.config.ConfigException;
import io.eventlake.config.NearestNames;
import io.eventlake.config.ShellCommand;
import io.eventlake.lake.sql.SqlException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
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

  /** Those that a command's errors are told by. */
  static Errors of(CommandLine command) {
    return (Errors) command.getExecutionExceptionHandler();
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    String unknown = unknownCommand(e);
    err.println(unknown == null ? UsageWords.of(e) : unknown);

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

    if (cause instanceof FileSystemException) {
      return sentence((FileSystemException) cause);
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

  /** Java's own says no more than which file it was. */
  private static String sentence(FileSystemException e) {
    String why = e.getReason() == null ? "the system does not say why" : e.getReason();
    if (e instanceof AccessDeniedException) {
      why = "this user has no right to it";
    } else if (e instanceof FileAlreadyExistsException && e.getReason() == null) {
      why = "another file is there, which is in the way";
    } else if (e instanceof NoSuchFileException) {
      why = "it is not there";
    } else if (e instanceof NotDirectoryException) {
      why = "it is no directory";
    }

    return "The file " + e.getFile() + " cannot be read or written: " + why;
  }

  /** The cause of a class that is missing is its name once more. */
  private static boolean isTold(Throwable e) {
    return e.getClass().getName().startsWith("io.eventlake.") || e instanceof NoClassDefFoundError;
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse(text);
  }
}
