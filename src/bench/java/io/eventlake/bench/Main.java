package io.eventlake.bench;

import io.eventlake.bench.curve.CurvesCommand;
import io.eventlake.bench.jmh.MicroCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code eventlake bench}: what an event costs, measured on this machine. */
@Command(
    name = "bench",
    description = "Measures what an event costs on this machine.",
    mixinStandardHelpOptions = true,
    subcommands = {CurvesCommand.class, MicroCommand.class})
public final class Main {

  private Main() {}

  /** Runs a benchmark; the launcher passes its own first argument on. */
  public static void main(String[] args) {
    String[] own = new String[args.length - 1];
    System.arraycopy(args, 1, own, 0, own.length);
    System.exit(new CommandLine(new Main()).execute(own));
  }
}
