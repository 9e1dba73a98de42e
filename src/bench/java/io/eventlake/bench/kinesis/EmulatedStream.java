package io.eventlake.bench.kinesis;

import io.eventlake.cli.emulator.KinesisEmulator;
import io.eventlake.connector.kinesis.StreamCreation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A stream of the npm emulator that {@code eventlake produce} fills. */
final class EmulatedStream implements EventStream {

  private static final String NAME = "bench";
  private static final String REGION = "us-east-1";

  private final KinesisEmulator emulator;
  private final Plan plan;
  private final Child producer;
  private final Instant begin;

  private EmulatedStream(KinesisEmulator emulator, Plan plan, Child producer, Instant begin) {
    this.emulator = emulator;
    this.plan = plan;
    this.producer = producer;
    this.begin = begin;
  }

  /** Starts the emulator and its producer. */
  static EmulatedStream start(Plan plan, Workplace place) {
    KinesisEmulator emulator =
        KinesisEmulator.start(
            plan.job().home().resolve("target/emulators"),
            place.directory().resolve("endpoint.err"));
    StreamCreation.create(NAME, plan.shards(), REGION, emulator.endpoint());
    Child producer =
        place.start(
            "producer",
            Java.product(
                plan,
                place.directory().resolve("producer.log"),
                List.of(
                    "produce",
                    "--stream=" + NAME,
                    "--endpoint=" + emulator.endpoint(),
                    "--rate=" + plan.rate(),
                    "--events=" + plan.events())));
    return new EmulatedStream(emulator, plan, producer, Instant.now());
  }

  @Override
  public String endpoint() {
    return emulator.endpoint();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Instant begin() {
    return begin;
  }

  /** The emulator does not tell. */
  @Override
  public Optional<ReadProgress> progress() {
    return Optional.empty();
  }

  @Override
  public long end() {
    CompletableFuture<Process> ended =
        producer
            .process()
            .onExit()
            .orTimeout(
                Plan.catchUpLimit(plan.outage()).plus(plan.settleLimit()).toSeconds(),
                TimeUnit.SECONDS);
    if (ended.join().exitValue() != 0) {
      throw new IllegalStateException("eventlake produce failed: see producer.out, with --keep");
    }

    return plan.events();
  }

  @Override
  public void close() {
    emulator.close();
  }
}
