package io.eventlake.cli.demo;

import io.eventlake.cli.progress.JobProgress;
import io.eventlake.config.JobOptions;
import io.eventlake.connector.kinesis.StreamProducer;
import io.eventlake.event.SegmentItem;
import io.eventlake.job.FamilyCatalog;
import io.eventlake.job.Lakes;
import io.eventlake.job.LocalRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The main job on real input, from the stream to the tables: emulators, traffic, the job, its
 * progress, and at the end what the tables hold.
 */
public final class Demo {

  private static final long LINE_EVERY_SECONDS = 5;

  private final DemoOptions options;
  private final PrintWriter out;
  private final Clock clock;

  public Demo(DemoOptions options, PrintWriter out, Clock clock) {
    this.options = options;
    this.out = out;
    this.clock = clock;
  }

  /**
   * Runs the demo until everything is in the tables.
   *
   * @return the options of the job that wrote them
   * @throws io.eventlake.config.ConfigException when something it needs is missing
   * @throws io.eventlake.job.JobFailedException when the job failed
   */
  public JobOptions run() throws Exception {
    DemoEvents events = begin();
    List<SegmentItem> segments = events.segments();
    try (DemoStreams streams = start(segments)) {
      JobOptions job = options.job(streams.kinesis(), streams.dynamoDb());
      LocalRun run = start(job);
      try {
        feed(run, events, streams.kinesis());
        say("All is read. The end of the stream: sessions close, the last rows are committed ...");
        run.drain(options.state());
        run.ended().join();
      } catch (Exception e) {
        run.cancel();
        throw e;
      }

      return job;
    }
  }

  DemoEvents begin() {
    createDirectories();
    return new DemoEvents(options, clock.instant());
  }

  DemoStreams start(List<SegmentItem> segments) {
    say(
        segments.isEmpty()
            ? "Starting an emulator of Kinesis ..."
            : "Starting emulators of Kinesis and DynamoDB, loading the users' segments ...");
    return DemoStreams.start(options, segments);
  }

  LocalRun start(JobOptions job) {
    say("Starting the job " + job.name + " on an embedded Flink ...");
    LocalRun run = LocalRun.start(job);
    say("Flink's web UI: " + run.webUi());
    return run;
  }

  /** Prints what the tables hold, by SQL. */
  public void report(JobOptions job) throws Exception {
    new DemoReport(Lakes.ofFamily(job.lake, options.family), out).print();
  }

  /**
   * Puts the events into the stream and tells of the job until it has read them.
   *
   * @return how many records they are
   */
  long feed(LocalRun run, DemoEvents events, String kinesis) throws Exception {
    say("");
    say(
        "Putting "
            + options.events
            + " events into the stream "
            + options.stream()
            + ", "
            + options.rate
            + " records a second (seed "
            + options.seed
            + "); rows are those committed to the tables:");
    try (StreamProducer producer =
        new StreamProducer(
            options.stream(),
            DemoOptions.REGION,
            kinesis,
            FamilyCatalog.partitionKeys(options.family))) {
      DemoTraffic traffic = DemoTraffic.start(events.records(), producer, options.rate);
      JobProgress progress =
          JobProgress.ofEvents(out, traffic.produced()::get, FamilyCatalog.tables(options.family));
      progress.header();
      while (!traffic.done().isDone() || JobProgress.read() < traffic.produced().get()) {
        awaitNextLine(run, traffic);
        progress.line();
      }

      return traffic.produced().get();
    }
  }

  /** Waits until the next line is due, or until the job or the traffic fails. */
  private static void awaitNextLine(LocalRun run, DemoTraffic traffic) throws Exception {
    CompletableFuture<Void> trafficFailed =
        traffic.done().isDone() && !traffic.done().isCompletedExceptionally()
            ? new CompletableFuture<>()
            : traffic.done();
    try {
      CompletableFuture.anyOf(run.ended(), trafficFailed).get(LINE_EVERY_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      // Nothing failed: time for a line.
    } catch (ExecutionException e) {
      Throwable cause =
          e.getCause() instanceof CompletionException ? e.getCause().getCause() : e.getCause();
      throw cause instanceof RuntimeException ? (RuntimeException) cause : e;
    }
  }

  private void createDirectories() {
    try {
      Files.createDirectories(options.state());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The directory " + options.warehouse + " cannot be made: " + e, e);
    }
  }

  void say(String line) {
    out.println(line);
    out.flush();
  }
}
