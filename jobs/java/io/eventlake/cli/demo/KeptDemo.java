package io.eventlake.cli.demo;

import io.eventlake.cli.emulator.LaunchedService;
import io.eventlake.config.JobOptions;
import io.eventlake.connector.kinesis.StreamCreation;
import io.eventlake.event.SegmentItem;
import io.eventlake.job.JobFailedException;
import io.eventlake.job.Lakes;
import io.eventlake.job.LocalRun;
import io.eventlake.lake.RunCounts;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A demo that goes on until it is interrupted: its job and one of learning events read what one
 * sends to {@code collect}, and {@code serve} answers over the lake that they write.
 */
public final class KeptDemo {

  private static final String LEARNING = "caliper";

  /** What a demo shows when its events are in the tables. */
  public interface Shown {

    /** Shows it. */
    void show(JobOptions job) throws Exception;
  }

  private final DemoOptions options;
  private final Endpoints endpoints;
  private final Demo demo;
  private final Clock clock;

  /**
   * @param endpoints how {@code collect} and {@code serve} are started
   */
  public KeptDemo(DemoOptions options, Endpoints endpoints, PrintWriter out, Clock clock) {
    this.options = options;
    this.endpoints = endpoints;
    this.demo = new Demo(options, out, clock);
    this.clock = clock;
  }

  /** Prints what the tables hold, by SQL. */
  public void report(JobOptions job) throws Exception {
    demo.report(job);
  }

  /**
   * Runs it until it is interrupted, and ends all that it started.
   *
   * @param shown called once, when the events of the demo are in the tables
   * @return the exit code of the signal that ended it
   * @throws JobFailedException when a job failed
   */
  public int run(Shown shown) throws Exception {
    DemoEvents events = demo.begin();
    List<SegmentItem> segments = events.segments();
    try (Interruption interruption = new Interruption();
        DemoStreams streams = demo.start(segments)) {
      JobOptions job = options.job(streams.kinesis(), streams.dynamoDb());
      LocalRun run = demo.start(job);
      try (LaunchedService serve = endpoints.serve(options.warehouse)) {
        demo.say("The live page: " + serve.at(""));
        long records = demo.feed(run, events, streams.kinesis());
        demo.say("All is read; the last rows are committed, and the job goes on ...");
        awaitCommitted(run, job, records);
        shown.show(job);
        return goOn(run, serve, streams, interruption);
      } catch (Exception e) {
        run.cancel();
        throw e;
      }
    }
  }

  private int goOn(
      LocalRun run, LaunchedService serve, DemoStreams streams, Interruption interruption)
      throws Exception {
    DemoOptions learning = options.family.equals(LEARNING) ? options : options.beside(LEARNING);
    if (learning == options) {
      return collect(List.of(run), List.of(options), serve, streams, interruption);
    }

    demo.say("");
    demo.say("Starting the job " + Lakes.job(LEARNING) + " beside it ...");
    Files.createDirectories(learning.state());
    StreamCreation.create(
        learning.stream(), DemoOptions.SHARDS, DemoOptions.REGION, streams.kinesis());
    LocalRun other = LocalRun.start(learning.job(streams.kinesis(), streams.dynamoDb()));
    try {
      return collect(List.of(run, other), List.of(options, learning), serve, streams, interruption);
    } catch (Exception e) {
      other.cancel();
      throw e;
    }
  }

  private int collect(
      List<LocalRun> runs,
      List<DemoOptions> families,
      LaunchedService serve,
      DemoStreams streams,
      Interruption interruption)
      throws Exception {
    int code;
    try (LaunchedService collect =
        endpoints.collect(options.warehouse, families, streams.kinesis())) {
      tell(collect, serve);
      code = awaitEnd(runs, List.of(collect, serve), interruption);
      demo.say("");
      demo.say("Interrupted: what was accepted is read and committed, then all ends ...");
    }

    for (int i = 0; i < runs.size(); i++) {
      runs.get(i).drain(families.get(i).state());
      runs.get(i).ended().join();
    }

    demo.say("The tables stay in " + options.warehouse + ".");
    return code;
  }

  /** Until a signal comes; where a job or an endpoint ends before, that is a failure. */
  private int awaitEnd(
      List<LocalRun> runs, List<LaunchedService> services, Interruption interruption)
      throws Exception {
    List<CompletableFuture<?>> ends = new ArrayList<>(List.of(interruption.exitCode()));
    runs.forEach(run -> ends.add(run.ended()));
    services.forEach(service -> ends.add(service.ended()));
    try {
      Object first = CompletableFuture.anyOf(ends.toArray(new CompletableFuture<?>[0])).get();
      // The terminal interrupts the endpoints, too, and that may be known first.
      if (first instanceof Integer && Interruption.EXIT_CODES.containsValue(first)) {
        return (Integer) first;
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
    }

    throw new IllegalStateException(
        "A job, collect or serve ended by itself: the logs in " + options.warehouse + " say why.");
  }

  private void awaitCommitted(LocalRun run, JobOptions job, long records) throws Exception {
    while (committed(run, job) < records) {
      try {
        run.ended().get(1, TimeUnit.SECONDS);
        return;
      } catch (TimeoutException e) {
        // Not yet.
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
      }
    }
  }

  private static long committed(LocalRun run, JobOptions job) {
    return RunCounts.of(Lakes.of(job.lake, job.name), run.id())
        .outcomes()
        .getOrDefault("handed_over", 0L);
  }

  private void tell(LaunchedService collect, LaunchedService serve) {
    SampleEvents samples = new SampleEvents(collect.at(""), serve.at(""), clock.instant());
    String family = options.family;
    demo.say("");
    demo.say("An event of your own, and its receipt when it is committed, some seconds later:");
    demo.say(samples.good(family));
    demo.say("One that is rejected:");
    demo.say(samples.bad(family));
    if (!family.equals(LEARNING)) {
      demo.say("An envelope of learning events (Caliper):");
      demo.say(samples.good(LEARNING));
    }

    demo.say("How many there are of each type, by GraphQL:");
    demo.say(samples.counts());
    demo.say("The tables, as engines mount them (docs/serving.md):");
    demo.say(samples.tables());
    demo.say("");
    demo.say("Live, with the dead letters: " + serve.at(""));
    demo.say("To write GraphQL on:         " + serve.at("graphiql"));
    demo.say("All that can be asked, sent: " + serve.at("docs") + ", " + collect.at("docs"));
    demo.say("All of it goes on until Ctrl-C.");
  }
}
