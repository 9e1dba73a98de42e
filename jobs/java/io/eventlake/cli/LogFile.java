package io.eventlake.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where the log of a command goes. Without a place for it the command goes on, and so says. */
final class LogFile {

  private static final String CONFIGURATION = "log4j2.configurationFile";

  private LogFile() {}

  /** Called before anything is logged. */
  static void prepare(PrintWriter err) {
    if (System.getProperty(CONFIGURATION) != null) {
      return; // it may log to anywhere
    }

    Path file = Path.of(System.getProperty("eventlake.log", "target/eventlake.log"));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    } catch (IOException e) {
      System.setProperty(CONFIGURATION, "classpath:log4j2-nowhere.properties");
      err.println(
          "There is no log, for "
              + file
              + " cannot be written; EVENTLAKE_JAVA_OPTS=-Deventlake.log=FILE names another");
      err.flush();
    }
  }
}
