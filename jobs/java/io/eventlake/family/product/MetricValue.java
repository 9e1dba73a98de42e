package io.eventlake.family.product;

import java.time.LocalDate;

/** One value of a metric; its time is the midnight, UTC, with which its day begins. */
public final class MetricValue {

  private final LocalDate day;
  private final String app;
  private final String metric;
  private final long value;

  MetricValue(LocalDate day, String app, String metric, long value) {
    this.day = day;
    this.app = app;
    this.metric = metric;
    this.value = value;
  }

  public LocalDate day() {
    return day;
  }

  public String app() {
    return app;
  }

  public String metric() {
    return metric;
  }

  public long value() {
    return value;
  }
}
