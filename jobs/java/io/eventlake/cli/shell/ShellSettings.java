package io.eventlake.cli.shell;

import io.eventlake.connector.files.ResultWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** How a shell begins. */
public final class ShellSettings {

  final String greeting;
  final Optional<Path> history;
  final String pager;
  final Function<Writer, ResultWriter> format;

  /**
   * @param greeting its first line
   * @param history the file of what was typed; none is kept without
   * @param pager the program that shows long results; null for one of our own
   * @param format that results are written in; null for tables that fit the terminal
   */
  public ShellSettings(
      String greeting,
      Optional<Path> history,
      String pager,
      Function<Writer, ResultWriter> format) {
    this.greeting = greeting;
    this.history = history;
    this.pager = pager;
    this.format = format;
  }
}
