package io.eventlake.bench.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code bench micro}: the JMH benchmarks, with JMH's own options; CPU time is shown beside the
 * score.
 */
@Command(
    name = "micro",
    description = "Runs the JMH benchmarks; takes JMH's own options (-h lists them).",
    preprocessor = MicroCommand.Untouched.class)
public final class MicroCommand implements Callable<Integer> {

  private final List<String> options =
      new ArrayList<>(
          List.of("-prof", CpuProfiler.class.getName(), "-prof", SizeProfiler.class.getName()));

  @Override
  public Integer call() throws Exception {
    org.openjdk.jmh.Main.main(options.toArray(new String[0]));
    return 0;
  }

  /** Hands all that follows the command's name to JMH, before picocli looks for its own options. */
  static final class Untouched implements IParameterPreprocessor {

    @Override
    public boolean preprocess(
        Stack<String> args, CommandSpec command, ArgSpec arg, Map<String, Object> info) {
      MicroCommand micro = (MicroCommand) command.userObject();
      while (!args.isEmpty()) {
        micro.options.add(args.pop());
      }

      return true;
    }
  }
}
