package io.eventlake.bench;

import io.eventlake.bench.curve.CurvesCommand;
import io.eventlake.bench.export.ExportCommand;
import io.eventlake.bench.jmh.MicroCommand;
import io.eventlake.bench.kinesis.KinesisCommand;
import io.eventlake.bench.plan.PlanCommand;
import io.eventlake.bench.query.QueriesCommand;
import io.eventlake.bench.query.SessionCommand;
import io.eventlake.bench.run.BenchmarkException;
import io.eventlake.bench.run.RunCommand;
import io.eventlake.bench.run.WholeRunOptions;
import io.eventlake.bench.run.WholeRuns;
import io.eventlake.bench.soak.SoakCommand;
import io.eventlake.bench.soak.SoakRunCommand;
import io.eventlake.bench.xp.XpCommand;
import io.eventlake.cli.LastWords;
import io.eventlake.cli.TimeConverters;
import io.eventlake.config.ConfigException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program {@code eventlake bench}: what an event costs, measured on this machine. */
@Command(
    name = "bench",
    description = {
      "Measures what an event costs on this machine.",
      "Without a command: whole runs of the job clickstream at two lengths, each in a JVM of its own"
          + " and followed by the audit; the report tells the slope between the lengths. 0 of exit"
          + " means that all ran, all audits passed and all guards held."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    subcommands = {
      RunCommand.class,
      MicroCommand.class,
      CurvesCommand.class,
      KinesisCommand.class,
      QueriesCommand.class,
      SessionCommand.class,
      ExportCommand.class,
      PlanCommand.class,
      SoakCommand.class,
      SoakRunCommand.class,
      XpCommand.class
    })
public final class Main implements Callable<Integer> {

  @Mixin private WholeRunOptions options;

  @Spec private CommandSpec spec;

  private Main() {}

  @Override
  public Integer call() throws Exception {
    new WholeRuns(options, spec.commandLine().getOut(), spec.commandLine().getErr()).run();
    return ExitCode.OK;
  }

  /** Runs a benchmark; the launcher passes its own first argument on. */
  public static void main(String[] args) {
    String[] own = new String[args.length - 1];
    System.arraycopy(args, 1, own, 0, own.length);
    CommandLine command =
        new CommandLine(new Main())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler((e, failed, parsed) -> failed(e));
    TimeConverters.register(command, Clock.systemUTC());
    LastWords lastWords =
        LastWords.install(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    lastWords.exit(command.execute(own));
  }

  /** The last line says what is wrong, since that is what a parent process tells. */
  private static int failed(Exception e) {
    if (!(e instanceof BenchmarkException || e instanceof ConfigException)) {
      e.printStackTrace();
    }

    System.err.println(e.getMessage() == null ? e.toString() : e.getMessage());
    return ExitCode.SOFTWARE;
  }
}
