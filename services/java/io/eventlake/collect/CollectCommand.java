package io.eventlake.collect;

import io.eventlake.collect.config.CollectOptions;
import io.eventlake.collect.http.CollectServer;
import io.eventlake.collect.http.EdgeMetrics;
import io.eventlake.collect.http.EventKinds;
import io.eventlake.collect.intake.CaliperIntake;
import io.eventlake.collect.intake.CollectedFamily;
import io.eventlake.collect.intake.Intake;
import io.eventlake.collect.stream.KinesisClients;
import io.eventlake.collect.stream.Overflow;
import io.eventlake.collect.stream.OverflowQueue;
import io.eventlake.collect.stream.StreamWriter;
import io.eventlake.config.CaliperOptions;
import io.eventlake.config.ConfigException;
import io.eventlake.config.DecodeOptions;
import io.eventlake.config.NearestNames;
import io.eventlake.config.OptionGroups;
import io.eventlake.config.OwnOptions;
import io.eventlake.config.ShellCommand;
import io.eventlake.connector.aws.AwsEndpoint;
import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.family.caliper.rules.Strictness;
import io.eventlake.service.GivenOptions;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** {@code collect}: events over HTTP into streams, until it is stopped. */
@Command(
    name = "collect",
    subcommands = ReplayCommand.class,
    description = {
      "Takes events over HTTP, says of each what the lake will say of it, and puts them into Kinesis."
          + " POST /v1/events is answered 202 when the stream has them; POST /v1/events/validate tells"
          + " the same and sends nothing. Goes on until it is stopped (Ctrl-C), and answers what is"
          + " under way.",
      "All options are in docs/collecting.md."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "1:it failed",
      "2:wrong usage or configuration",
      "130:it was stopped by Ctrl-C",
      "143:it was stopped by a signal (SIGTERM)"
    },
    footer = {
      "%nExamples:",
      "  eventlake collect --set collect.streams=web=web-events --set collect.keys-file=keys.json",
      "  eventlake collect --set collect.streams=web=web-events,site=site-events --set"
          + " collect.open=true --set collect.endpoint=http://127.0.0.1:4567",
      "  curl -H 'Content-Type: application/json' -d @event.json http://127.0.0.1:8080/v1/events"
    })
final class CollectCommand implements Callable<Integer> {

  private static final OptionGroups OPTIONS =
      OptionGroups.none()
          .batch("collect", List.of(CollectOptions.GROUP))
          // As for another job: whom its tables may know is no matter of this.
          .batch("caliper", List.of(CaliperOptions.GROUP));

  @Mixin private GivenOptions given;

  @Spec private CommandSpec spec;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> all = given.all();
    OwnOptions own = OPTIONS.parseOwn(all);
    CollectOptions options = own.get(CollectOptions.GROUP);
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    try {
      run(options, kinds(options, OPTIONS.parseDecode(all), own.get(CaliperOptions.GROUP)));
      return ExitCode.OK;
    } finally {
      ended.countDown();
    }
  }

  private void run(CollectOptions options, EventKinds kinds) throws InterruptedException {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    EdgeMetrics metrics = new EdgeMetrics();
    try (KinesisAsyncClient kinesis = KinesisClients.open(options.region, options.endpoint);
        SqsAsyncClient sqs = sqs(options)) {
      OverflowQueue queue =
          sqs == null
              ? null
              : OverflowQueue.open(sqs, options.overflow.queue(), options.putTimeout);
      Map<CollectedFamily, StreamWriter> streams = new EnumMap<>(CollectedFamily.class);
      options.streams.forEach(
          (family, stream) ->
              streams.put(
                  family,
                  StreamWriter.open(
                      kinesis,
                      stream,
                      options.patience(),
                      timer,
                      metrics.stream(family),
                      queue == null ? Overflow.NONE : queue.of(family))));
      try (CollectServer server =
          CollectServer.start(options, kinds, streams, metrics, Clock.systemUTC())) {
        say(options, queue, server.port());
        stopped.await();
      } finally {
        streams.values().forEach(StreamWriter::close);
      }
    } finally {
      timer.shutdownNow();
    }
  }

  /** Null where there is no queue. */
  private static SqsAsyncClient sqs(CollectOptions options) {
    return options.overflow == null
        ? null
        : AwsEndpoint.configure(
                SqsAsyncClient.builder(), options.region, options.overflow.endpoint())
            .build();
  }

  private static EventKinds kinds(
      CollectOptions options, DecodeOptions decode, CaliperOptions caliper) {
    int concurrency = 2 * Runtime.getRuntime().availableProcessors();
    for (String extension : caliper.extensions) {
      if (!CaliperModel.EXTENSIONS.contains(extension)) {
        throw new ConfigException(
            "There is no extension "
                + extension
                + NearestNames.among(extension, CaliperModel.EXTENSIONS, "the extensions are"));
      }
    }

    return new EventKinds(
        new Intake(decode, options.maxEvents, options.sendRejected, concurrency),
        new CaliperIntake(
            decode.maxRecordBytes,
            caliper.rules == CaliperOptions.Rules.STRICT ? Strictness.STRICT : Strictness.INTAKE,
            caliper.extensions,
            caliper.acceptBare,
            options.sendRejected,
            concurrency),
        caliper.extensions);
  }

  private void say(CollectOptions options, OverflowQueue queue, int port) {
    PrintWriter out = spec.commandLine().getOut();
    String host = options.host.indexOf(':') < 0 ? options.host : "[" + options.host + "]";
    String place = "http://" + host + ":" + port;
    options.streams.forEach(
        (family, stream) ->
            out.println("Events of " + family.word() + " go into the stream " + stream + "."));
    if (queue != null) {
      out.println(
          "What a stream does not take goes into the queue "
              + options.overflow.queue()
              + queue
                  .kept()
                  .map(kept -> ", which keeps it for " + kept.toHours() + " hours")
                  .orElse("")
              + ": "
              + ShellCommand.of("collect", "replay")
              + ", with the same options, puts it back.");
    }
    out.println(
        "Send them to " + place + "/v1/events" + (options.open ? "" : ", with a key") + ".");
    out.flush();
  }

  /** Java ends with the signal when this returns. */
  private void stop() {
    stopped.countDown();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
