package io.eventlake.serve;

import io.eventlake.service.ServiceProgram;
import picocli.CommandLine.Command;

/** The program of {@code serve}: the launcher starts it. */
@Command(name = "eventlake", subcommands = ServeCommand.class)
public final class Main {

  Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    ServiceProgram.main(new Main(), args);
  }
}
