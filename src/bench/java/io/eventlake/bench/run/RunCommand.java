package io.eventlake.bench.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.bench.measure.Measurement;
import io.eventlake.bench.measure.RunFigures;
import io.eventlake.config.LocalOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench run}: one contestant, once, in this JVM; what the whole runs are made of. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Runs one contestant once in this JVM and prints its figures as a line of JSON.",
      "The whole runs start it as a child; by itself it is what a profiler wants."
    })
public final class RunCommand implements Callable<Integer> {

  @Option(names = "--contestant", paramLabel = "NAME", description = "Who runs.")
  String contestant = Clickstream.NAME;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Directory with events/ and segments.ndjson, as eventlake generate makes it.")
  Path data;

  @Option(
      names = "--lake",
      required = true,
      paramLabel = "DIR",
      description = "Directory for the tables, not there yet.")
  Path lake;

  @Option(names = "--backend", description = "Where keyed state is: ${COMPLETION-CANDIDATES}.")
  LocalOptions.Backend backend = LocalOptions.Backend.HEAP;

  @Option(names = "--slots", paramLabel = "N", description = "Task slots.")
  int slots = 1;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "DURATION",
      description = "Time between two checkpoints, such as 10 s.")
  Duration checkpointInterval = Duration.ofSeconds(10);

  @Override
  public Integer call() throws Exception {
    PrintStream result = System.out;
    // Standard output belongs to the figures, whatever a library prints.
    System.setOut(System.err);
    RunRequest request =
        new RunRequest(
            data.resolve("events"),
            data.resolve("segments.ndjson"),
            lake,
            backend,
            slots,
            checkpointInterval);
    Contestant who = Contestants.find(contestant);
    RunRequest prepared = who.prepared(request);
    RunFigures figures = Measurement.of(() -> who.run(prepared));
    result.println(new ObjectMapper().writeValueAsString(who.figures(figures)));
    result.flush();
    return 0;
  }
}
