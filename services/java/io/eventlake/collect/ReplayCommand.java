package io.eventlake.collect;

import io.eventlake.collect.config.CollectOptions;
import io.eventlake.collect.intake.CollectedFamily;
import io.eventlake.collect.stream.KinesisClients;
import io.eventlake.collect.stream.Overflow;
import io.eventlake.collect.stream.OverflowQueue;
import io.eventlake.collect.stream.Replay;
import io.eventlake.collect.stream.StreamException;
import io.eventlake.collect.stream.StreamMeters;
import io.eventlake.collect.stream.StreamWriter;
import io.eventlake.config.CaliperOptions;
import io.eventlake.config.OptionGroups;
import io.eventlake.connector.aws.AwsEndpoint;
import io.eventlake.service.GivenOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** {@code collect replay}: what streams did not take goes from the queue into them. */
@Command(
    name = "replay",
    description = {
      "Puts the records that the overflow queue has back into their streams, those of one session in"
          + " their order, until it is empty. A record is deleted after the stream has it; what comes"
          + " twice, the lake counts once. Takes the options of collect."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the queue is empty",
      "1:it failed, and what was not put back is in the queue",
      "2:wrong usage or configuration"
    },
    footer = {
      "%nExample:",
      "  eventlake collect replay --set collect.streams=web=web-events --set"
          + " collect.overflow-queue=https://sqs.us-east-1.amazonaws.com/123456789012/overflow.fifo"
    })
final class ReplayCommand implements Callable<Integer> {

  private static final OptionGroups OPTIONS =
      OptionGroups.none()
          .batch("collect", List.of(CollectOptions.OF_REPLAY))
          .batch("caliper", List.of(CaliperOptions.GROUP));

  private static final Duration LEAST_HIDDEN = Duration.ofMinutes(2);
  private static final int MESSAGES_AT_ONCE = 10;

  @Mixin private GivenOptions given;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CollectOptions options = OPTIONS.parseOwn(given.all()).get(CollectOptions.OF_REPLAY);
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try (KinesisAsyncClient kinesis = KinesisClients.open(options.region, options.endpoint);
        SqsAsyncClient sqs =
            AwsEndpoint.configure(
                    SqsAsyncClient.builder(), options.region, options.overflow.endpoint())
                .build()) {
      OverflowQueue queue = OverflowQueue.open(sqs, options.overflow.queue(), options.putTimeout);
      Map<CollectedFamily, StreamWriter> streams = new EnumMap<>(CollectedFamily.class);
      options.streams.forEach(
          (family, stream) ->
              streams.put(
                  family,
                  StreamWriter.open(
                      kinesis,
                      stream,
                      options.putTimeout,
                      timer,
                      StreamMeters.NONE,
                      Overflow.NONE)));
      Duration longest = options.putTimeout.multipliedBy(2L * MESSAGES_AT_ONCE);
      return run(
          new Replay(queue, streams, longest.compareTo(LEAST_HIDDEN) > 0 ? longest : LEAST_HIDDEN));
    } finally {
      timer.shutdownNow();
    }
  }

  private int run(Replay replay) {
    PrintWriter err = spec.commandLine().getErr();
    try {
      replay.run();
      tell(replay);
      return ExitCode.OK;
    } catch (StreamException e) {
      tell(replay);
      err.println(e.getMessage() + ".");
      return ExitCode.SOFTWARE;
    }
  }

  private void tell(Replay replay) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        String.format(Locale.ROOT, "%,d records were put back into streams.", replay.records()));
    out.flush();
  }
}
