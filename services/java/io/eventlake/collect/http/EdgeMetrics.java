package io.eventlake.collect.http;

import io.eventlake.collect.intake.CollectedFamily;
import io.eventlake.collect.intake.EventVerdict;
import io.eventlake.collect.intake.Taken;
import io.eventlake.collect.stream.StreamMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** What the endpoint counts, for Prometheus; labels have few values, none of a caller's making. */
public final class EdgeMetrics {

  static final String REFUSING = "refusing";

  private static final String OK = "ok";
  private static final String OVERFLOWING = "overflowing";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<CollectedFamily, OfStream> streams = new EnumMap<>(CollectedFamily.class);

  void buffer(Buffer buffer) {
    registry.gauge("eventlake.edge.buffer.bytes", buffer, Buffer::used);
  }

  /** Verdicts, once the sender is told. */
  void told(Taken taken) {
    for (EventVerdict verdict : taken.verdicts()) {
      registry
          .counter(
              "eventlake.edge.events",
              Tags.of(
                  "family",
                  taken.family().word(),
                  "outcome",
                  Answers.word(verdict.outcome()),
                  "reason",
                  verdict.reason() == null ? "" : verdict.reason().name()))
          .increment();
    }
  }

  /** A click whose visitor is led on, and which no stream may have. */
  void clickLost() {
    registry.counter("eventlake.edge.clicks.lost").increment();
  }

  void answered(String route, int status, Duration took) {
    registry
        .timer(
            "eventlake.edge.requests", Tags.of("route", route, "status", Integer.toString(status)))
        .record(took);
  }

  String scrape() {
    return registry.scrape();
  }

  /** Those of a family's stream. */
  public StreamMeters stream(CollectedFamily family) {
    return streams.computeIfAbsent(family, OfStream::new);
  }

  /** What was heard of a stream last: whether it, or the queue for it, took records. */
  String state(CollectedFamily family) {
    OfStream stream = streams.get(family);
    return stream == null ? OK : stream.state;
  }

  private final class OfStream implements StreamMeters {

    private final Counter records;
    private final Counter bytes;
    private final Counter putAgain;
    private final Counter overflowed;
    private final Counter givenUp;
    private volatile String state = OK;

    private OfStream(CollectedFamily family) {
      Tags tags = Tags.of("family", family.word());
      records = registry.counter("eventlake.edge.stream.records", tags);
      bytes = registry.counter("eventlake.edge.stream.bytes", tags);
      putAgain = registry.counter("eventlake.edge.stream.put.again", tags);
      overflowed = registry.counter("eventlake.edge.stream.overflowed", tags);
      givenUp = registry.counter("eventlake.edge.stream.given.up", tags);
    }

    @Override
    public void taken(int count, int size) {
      records.increment(count);
      bytes.increment(size);
      state = OK;
    }

    @Override
    public void putAgain() {
      putAgain.increment();
    }

    @Override
    public void overflowed(int count) {
      overflowed.increment(count);
      state = OVERFLOWING;
    }

    @Override
    public void givenUp(int count) {
      givenUp.increment(count);
      state = REFUSING;
    }
  }
}
