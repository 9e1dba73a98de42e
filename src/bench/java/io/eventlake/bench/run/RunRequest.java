package io.eventlake.bench.run;

import io.eventlake.config.LocalOptions;
import java.nio.file.Path;
import java.time.Duration;

/** What a contestant is to do. */
final class RunRequest {

  /** Directory of NDJSON files. */
  final Path events;

  /** NDJSON file of segment items. */
  final Path segments;

  /** Directory for the tables, not there yet. */
  final Path lake;

  final LocalOptions.Backend backend;
  final int slots;
  final Duration checkpointInterval;

  RunRequest(
      Path events,
      Path segments,
      Path lake,
      LocalOptions.Backend backend,
      int slots,
      Duration checkpointInterval) {
    this.events = events;
    this.segments = segments;
    this.lake = lake;
    this.backend = backend;
    this.slots = slots;
    this.checkpointInterval = checkpointInterval;
  }

  /** The same with events from elsewhere. */
  RunRequest withEvents(Path otherEvents) {
    return new RunRequest(otherEvents, segments, lake, backend, slots, checkpointInterval);
  }
}
