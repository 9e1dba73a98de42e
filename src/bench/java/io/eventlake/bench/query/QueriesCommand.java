package io.eventlake.bench.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.bench.report.Machine;
import io.eventlake.bench.run.ChildJvm;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench queries}: what an answer costs. */
@Command(
    name = "queries",
    mixinStandardHelpOptions = true,
    description = {
      "Measures what an answer costs, as a user gets it: whole processes of sql, of each report, of"
          + " audit and check; and the same statements in one session, first and again."
    })
public final class QueriesCommand implements Callable<Integer> {

  /** A check of generated traffic may fail; it has run all the same. */
  private static final Set<Integer> RAN = Set.of(0, 1);

  private static final Set<Integer> FINE = Set.of(0);

  /** As the launcher's for short commands. */
  private static final String SHELL = "-XX:-UseParallelGC -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  private static final String HEAP = "2g";

  @Mixin private QueryOptions options;
  @Spec private CommandSpec spec;

  private final Path home = Path.of(System.getProperty("eventlake.home", ".")).toAbsolutePath();
  private final Path directory = home.resolve("target/bench/queries");

  @Override
  public Integer call() throws IOException {
    if (options.events < 1 || options.rounds < 1) {
      throw new ParameterException(spec.commandLine(), "--events and --rounds must be 1 or more");
    }

    Files.createDirectories(directory);
    Launcher launcher = new Launcher(home, directory.resolve("last.err"));
    Path lake = options.lake == null ? made(launcher) : options.lake.toAbsolutePath();
    Sample sample = Sample.of(lake);
    Figures figures = new Figures();
    for (int round = 1; round <= options.rounds; round++) {
      say("Round " + round + " of " + options.rounds + ", processes ...");
      processes(launcher, figures, sample, List.of("--warehouse=" + lake));
      say("Round " + round + " of " + options.rounds + ", a session ...");
      figures.session(session(round, lake, sample));
    }

    PrintWriter out = spec.commandLine().getOut();
    out.print(
        Machine.here()
            .with("lake", lake.toString())
            .with("rounds", Integer.toString(options.rounds))
            .text());
    figures.print(out);
    return 0;
  }

  private Path made(Launcher launcher) throws IOException {
    say("A lake of " + options.events + " events, made where it is not there ...");
    return new QueryLake(launcher, directory.resolve("lakes"), options).directory();
  }

  private void processes(Launcher launcher, Figures figures, Sample sample, List<String> lake)
      throws IOException {
    String now = "--now=" + sample.now();
    for (Map.Entry<String, Statements.Statement> statement :
        Statements.all(home, sample).entrySet()) {
      figures.process(
          statement.getKey(),
          launcher.run(
              FINE, with(lake, "sql", "--format=csv", now, statement.getValue().argument())));
    }

    figures.process("audit", launcher.run(FINE, with(lake, "audit")));
    figures.process("check", launcher.run(RAN, with(lake, "check", now)));
  }

  private static List<String> with(List<String> lake, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(1, lake);
    return arguments;
  }

  /** In a JVM of its own, so that it begins with nothing compiled. */
  private JsonNode session(int round, Path lake, Sample sample) throws IOException {
    String name = "session-" + round;
    ChildJvm jvm = new ChildJvm(HEAP, SHELL, directory.resolve("logs"));
    Process child =
        jvm.start(
            name,
            null,
            List.of(
                "query-session",
                "--home=" + home,
                "--lake=" + lake,
                "--now=" + sample.now(),
                "--event-id=" + sample.eventId(),
                "--session-id=" + sample.sessionId()));
    return new ObjectMapper().readTree(jvm.lastLine(name, child));
  }

  private void say(String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }
}
