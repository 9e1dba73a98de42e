package io.eventlake.bench.jmh;

import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bench micro}: the JMH benchmarks, with JMH's own options. */
@Command(
    name = "micro",
    description = "Runs the JMH benchmarks; takes JMH's own options (-h lists them).")
public final class MicroCommand implements Callable<Integer> {

  @Parameters(arity = "0..*", paramLabel = "JMH-OPTION", description = "For JMH.")
  List<String> options = List.of();

  @Override
  public Integer call() throws Exception {
    new Runner(new CommandLineOptions(options.toArray(new String[0]))).run();
    return 0;
  }
}
