package io.eventlake.serve.http;

import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;

/** What the endpoint counts, for Prometheus; labels have few values, none of a caller's making. */
final class ServeMetrics {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  void answered(String route, int status, Duration took) {
    registry
        .timer(
            "eventlake.serve.requests", Tags.of("route", route, "status", Integer.toString(status)))
        .record(took);
  }

  String scrape() {
    return registry.scrape();
  }
}
