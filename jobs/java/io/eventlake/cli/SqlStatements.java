package io.eventlake.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventlake.config.ConfigException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where statements come from: the command line, a file, or standard input. */
final class SqlStatements {

  @Parameters(paramLabel = "SQL", description = "Statements with a semicolon between them.")
  String text;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "File with the statements; - for standard input.")
  Path file;

  /** False where nothing is said, and they come from standard input. */
  boolean given() {
    return text != null || file != null;
  }

  /**
   * Their text.
   *
   * @throws ConfigException when it cannot be read
   */
  String read() {
    if (text != null) {
      return text;
    }

    try {
      String written =
          isStandardInput()
              ? new String(System.in.readAllBytes(), UTF_8)
              : Files.readString(file, UTF_8);
      return written.replaceFirst("^\uFEFF", "");
    } catch (IOException e) {
      throw new ConfigException("The statements" + place() + " cannot be read: " + why(e), e);
    }
  }

  /** Goes on behind what is said of them; empty for those of the command line. */
  String place() {
    if (text != null) {
      return "";
    }

    return isStandardInput() ? " on standard input" : " in the file " + file;
  }

  private String why(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    } else if (e instanceof CharacterCodingException) {
      return "they are not in UTF-8";
    }

    return !isStandardInput() && Files.isDirectory(file)
        ? "it is a directory"
        : String.valueOf(e.getMessage());
  }

  private boolean isStandardInput() {
    return file == null || file.toString().equals("-");
  }
}
