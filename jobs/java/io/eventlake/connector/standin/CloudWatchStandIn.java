package io.eventlake.connector.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * CloudWatch as far as values are put there (Smithy's RPC v2, CBOR): keeps samples as it does, and
 * rejects what it rejects.
 */
public final class CloudWatchStandIn implements AutoCloseable {

  private static final CBORMapper CBOR = new CBORMapper();
  private static final String CALL =
      "/service/GraniteServiceVersion20100801/operation/PutMetricData";
  private static final int MOST_METRICS = 1000;
  private static final int MOST_VALUES = 150;
  private static final Duration OLDEST = Duration.ofDays(14);
  private static final Duration NEWEST = Duration.ofHours(2);

  private final StandInServer server = new StandInServer(this::handle);
  private final Clock clock;
  private final Map<String, List<Double>> samples = new TreeMap<>();
  private int calls;

  /**
   * @param clock tells what is too old
   */
  public CloudWatchStandIn(Clock clock) {
    this.clock = clock;
  }

  /** For {@code metrics.cloudwatch-endpoint}. */
  public String endpoint() {
    return server.endpoint();
  }

  /**
   * All values that came, in their order, of each metric and time: {@code NAMESPACE METRIC
   * NAME=VALUE TIME}.
   */
  public synchronized Map<String, List<Double>> samples() {
    Map<String, List<Double>> copy = new TreeMap<>();
    samples.forEach((metric, values) -> copy.put(metric, List.copyOf(values)));
    return copy;
  }

  /** How many requests were taken. */
  public synchronized int calls() {
    return calls;
  }

  @Override
  public void close() {
    server.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    int status = 200;
    Map<String, String> answer = Map.of();
    try {
      if (!exchange.getRequestURI().getPath().equals(CALL)) {
        throw new StandInRefusal("InvalidAction", "only PutMetricData is known here");
      }

      boolean isPacked = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      InputStream in = exchange.getRequestBody();
      put(CBOR.readTree(isPacked ? new GZIPInputStream(in) : in));
    } catch (StandInRefusal e) {
      status = 400;
      answer = Map.of("__type", "com.amazonaws.cloudwatch#" + e.type(), "message", e.getMessage());
    }

    byte[] body = CBOR.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/cbor");
    exchange.getResponseHeaders().set("smithy-protocol", "rpc-v2-cbor");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** All or nothing. */
  private synchronized void put(JsonNode request) {
    JsonNode data = request.path("MetricData");
    if (data.size() > MOST_METRICS) {
      throw refused("The collection MetricData must not have a size greater than 1000.");
    }

    Map<String, List<Double>> put = new TreeMap<>();
    for (JsonNode datum : data) {
      put.computeIfAbsent(
              request.path("Namespace").asText() + " " + name(datum), key -> new ArrayList<>())
          .addAll(values(datum));
    }

    calls++;
    put.forEach(
        (metric, values) ->
            samples.computeIfAbsent(metric, key -> new ArrayList<>()).addAll(values));
  }

  private String name(JsonNode datum) {
    StringBuilder name = new StringBuilder(datum.path("MetricName").asText());
    for (JsonNode dimension : datum.path("Dimensions")) {
      String value = dimension.path("Value").asText();
      if (!value.matches("[ -~]{1,1024}") || value.isBlank()) {
        throw refused("The value of a dimension must be printable ASCII.");
      }

      name.append(' ').append(dimension.path("Name").asText()).append('=').append(value);
    }

    Instant time = Instant.ofEpochMilli(Math.round(datum.path("Timestamp").asDouble() * 1000));
    Instant now = clock.instant();
    if (time.isBefore(now.minus(OLDEST)) || time.isAfter(now.plus(NEWEST))) {
      throw refused("The parameter Timestamp must specify a time within the past two weeks.");
    }

    return name.append(' ').append(time).toString();
  }

  private static List<Double> values(JsonNode datum) {
    List<Double> values = new ArrayList<>();
    datum.path("Values").forEach(value -> values.add(value.asDouble()));
    if (datum.has("Value")) {
      values.add(datum.path("Value").asDouble());
    }

    if (values.isEmpty() || values.size() > MOST_VALUES) {
      throw refused("A metric must have from 1 to 150 values.");
    }

    for (Double value : values) {
      if (value.isNaN() || value.isInfinite()) {
        throw refused("The value " + value + " for parameter Value is invalid.");
      }
    }

    return values;
  }

  private static StandInRefusal refused(String message) {
    return new StandInRefusal("InvalidParameterValueException", message);
  }
}
