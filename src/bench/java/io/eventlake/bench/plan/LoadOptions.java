package io.eventlake.bench.plan;

import java.time.Duration;
import picocli.CommandLine.Option;

/** What comes, and how much of a machine may be used. */
final class LoadOptions {

  @Option(names = "--rate", paramLabel = "N", description = "Events a second, day and night.")
  double rate = 1_000_000;

  @Option(names = "--event-bytes", paramLabel = "N", description = "Bytes of an event's JSON.")
  double eventBytes = 900;

  @Option(
      names = "--packed",
      description = "Events are packed into records by the producer library, so that bytes count.")
  boolean packed;

  @Option(
      names = "--events-per-session",
      paramLabel = "N",
      description = "Events of a session in the mean.")
  double eventsPerSession = 4.6;

  @Option(
      names = "--open",
      paramLabel = "DURATION",
      description = "How long a session is open: its length and the pause that ends it.")
  Duration open = Duration.ofMinutes(40);

  @Option(
      names = "--horizon",
      paramLabel = "DURATION",
      description = "How long a closed session is kept for duplicates and corrections.")
  Duration horizon = Duration.ofHours(48);

  @Option(names = "--interval", paramLabel = "DURATION", description = "Between two checkpoints.")
  Duration interval = Duration.ofMinutes(1);

  @Option(
      names = "--keep",
      paramLabel = "DURATION",
      description = "How long maintain keeps snapshots.")
  Duration keep = Duration.ofDays(5);

  @Option(
      names = "--utilization",
      paramLabel = "SHARE",
      description = "Of cores, disks and shards, so that a job can catch up.")
  double utilization = 0.7;

  @Option(
      names = "--job-kpus",
      paramLabel = "N",
      description = "KPUs of one application; the service's quota unless AWS raised it.")
  int jobKpus = 64;

  @Option(names = "--call", paramLabel = "DURATION", description = "A call to S3 or the catalog.")
  Duration call = Duration.ofMillis(20);
}
