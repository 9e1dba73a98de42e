package io.eventlake.family.product;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The values that are to be sent to CloudWatch: those that differ from the last that were sent,
 * since it adds a value to those that it has, and that are not older than it takes.
 */
public final class MetricValues {

  private static final Duration OLDEST = Duration.ofDays(14);
  private static final JsonFactory JSON = new JsonFactory();

  private final Instant now;
  private final List<MetricValue> changed = new ArrayList<>();
  private long unchanged;
  private long tooOld;
  private long notTaken;

  /**
   * @param now when they are sent
   */
  public MetricValues(Instant now) {
    this.now = now;
  }

  /**
   * Adds those of a day and application.
   *
   * @param sent what was sent last, by metric
   */
  public void add(AppFigures figures, Map<String, Long> sent) {
    Instant time = figures.day.atStartOfDay(ZoneOffset.UTC).toInstant();
    boolean isOld = time.isBefore(now.minus(OLDEST));
    figures
        .values()
        .forEach(
            (metric, value) -> {
              if (value.equals(sent.get(metric))) {
                unchanged++;
              } else if (isOld) {
                tooOld++;
              } else {
                changed.add(new MetricValue(figures.day, figures.app, metric, value));
              }
            });
  }

  /** Counts those of an application that cannot be sent. */
  public void leaveOut(AppFigures figures) {
    notTaken += figures.values().size();
  }

  /** Those to send, in the order in which they were added. */
  public List<MetricValue> changed() {
    return List.copyOf(changed);
  }

  /** How many are as they were sent last. */
  public long unchanged() {
    return unchanged;
  }

  /** How many differ, and cannot be sent any more. */
  public long tooOld() {
    return tooOld;
  }

  /** How many are of applications that cannot be sent. */
  public long notTaken() {
    return notTaken;
  }

  /** Those to send as JSON, an object for each day and application. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int from = 0, to; from < changed.size(); from = to) {
      to = from;
      while (to < changed.size() && isSameRow(changed.get(from), changed.get(to))) {
        to++;
      }

      lines.add(json(changed.subList(from, to)));
    }

    return lines;
  }

  private static boolean isSameRow(MetricValue one, MetricValue other) {
    return one.day().equals(other.day()) && one.app().equals(other.app());
  }

  private static String json(List<MetricValue> values) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("timestamp", values.get(0).day() + "T00:00:00Z");
      json.writeStringField("App", values.get(0).app());
      for (MetricValue value : values) {
        json.writeNumberField(value.metric(), value.value());
      }

      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("no disk is written to", e);
    }

    return text.toString();
  }
}
