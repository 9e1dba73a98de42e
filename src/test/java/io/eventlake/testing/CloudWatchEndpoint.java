package io.eventlake.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * CloudWatch on a free port of loopback, as far as the count of one stream's records is asked for
 * (Smithy's RPC v2, CBOR): GetMetricData with its pages.
 */
public final class CloudWatchEndpoint implements AutoCloseable {

  private static final CBORMapper CBOR = new CBORMapper();
  private static final String CALL =
      "/service/GraniteServiceVersion20100801/operation/GetMetricData";

  /** CBOR's tag of a time in seconds since 1970. */
  private static final int EPOCH = 1;

  private static final int PAGE = 500;

  private final HttpServer server;
  private final String stream;
  private final ConcurrentSkipListMap<Instant, Long> minutes = new ConcurrentSkipListMap<>();
  private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  private volatile String refusal;
  private volatile String status = "Complete";

  private CloudWatchEndpoint(HttpServer server, String stream) {
    this.server = server;
    this.stream = stream;
  }

  /** Starts one that knows nothing of the stream yet. */
  public static CloudWatchEndpoint start(String stream) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      CloudWatchEndpoint endpoint = new CloudWatchEndpoint(HttpServer.create(address, 0), stream);
      endpoint.server.createContext("/", endpoint::handle);
      endpoint.server.start();
      return endpoint;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For {@code source.cloudwatch-endpoint}. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Kinesis counts records of a minute. */
  public CloudWatchEndpoint took(Instant minute, long records) {
    minutes.merge(minute, records, Long::sum);
    return this;
  }

  /** Answers every call with this error, as where a right is missing. */
  public CloudWatchEndpoint refuse(String type) {
    refusal = type;
    return this;
  }

  /** Says of what it answers that it is not complete. */
  public CloudWatchEndpoint status(String code) {
    status = code;
    return this;
  }

  /** What was asked for, call by call. */
  public List<JsonNode> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    JsonNode request = CBOR.readTree(exchange.getRequestBody());
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int code = 200;
    try (CBORGenerator answer = CBOR.getFactory().createGenerator(body)) {
      if (!path.equals(CALL) || refusal != null) {
        code = 400;
        answer.writeObject(
            Map.of("__type", path.equals(CALL) ? refusal : path, "message", "as the test wants"));
      } else {
        requests.add(request);
        answer(request, answer);
      }
    }

    exchange.getResponseHeaders().set("Content-Type", "application/cbor");
    exchange.getResponseHeaders().set("smithy-protocol", "rpc-v2-cbor");
    exchange.sendResponseHeaders(code, body.size());
    exchange.getResponseBody().write(body.toByteArray());
    exchange.close();
  }

  /** One page, oldest minutes last as CloudWatch has them. */
  private void answer(JsonNode request, CBORGenerator answer) throws IOException {
    int skipped = request.path("NextToken").asInt(0);
    List<Map.Entry<Instant, Long>> found = found(request);
    List<Map.Entry<Instant, Long>> page = found.stream().skip(skipped).limit(PAGE).toList();
    boolean last = skipped + page.size() == found.size();
    answer.writeStartObject();
    if (!last) {
      answer.writeStringField("NextToken", String.valueOf(skipped + page.size()));
    }

    answer.writeArrayFieldStart("MetricDataResults");
    answer.writeStartObject();
    answer.writeStringField("Id", request.at("/MetricDataQueries/0/Id").asText());
    answer.writeStringField("StatusCode", last ? status : "PartialData");
    answer.writeArrayFieldStart("Timestamps");
    for (Map.Entry<Instant, Long> minute : page) {
      answer.writeTag(EPOCH);
      answer.writeNumber(minute.getKey().getEpochSecond());
    }

    answer.writeEndArray();
    answer.writeArrayFieldStart("Values");
    for (Map.Entry<Instant, Long> minute : page) {
      answer.writeNumber((double) minute.getValue());
    }

    answer.writeEndArray();
    answer.writeEndObject();
    answer.writeEndArray();
    answer.writeEndObject();
  }

  private List<Map.Entry<Instant, Long>> found(JsonNode request) {
    JsonNode metric = request.at("/MetricDataQueries/0/MetricStat/Metric");
    boolean known =
        metric.path("Namespace").asText().equals("AWS/Kinesis")
            && metric.path("MetricName").asText().equals("IncomingRecords")
            && metric.at("/Dimensions/0/Name").asText().equals("StreamName")
            && metric.at("/Dimensions/0/Value").asText().equals(stream);
    return known
        ? List.copyOf(
            minutes
                .subMap(
                    Instant.ofEpochSecond(request.path("StartTime").asLong()),
                    Instant.ofEpochSecond(request.path("EndTime").asLong()))
                .descendingMap()
                .entrySet())
        : List.of();
  }
}
