package io.eventlake.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a job and a service of AWS on loopback, and does to single calls what networks and
 * services do: delays them, refuses them, or loses them before or after the service has done what
 * they ask for.
 */
public final class FaultProxy implements AutoCloseable {

  /** What a call asks for; the target is the operation of a JSON service, or empty. */
  public record Call(String method, String path, String target, String body) {}

  /** What becomes of one call. */
  @FunctionalInterface
  public interface Fate {

    /** Nothing out of the ordinary. */
    Fate PASS = Service::answer;

    /** The connection ends without an answer; the service never sees the call. */
    Fate CUT = service -> {};

    /** The service gets half of the body, as if that were all, and does what it does then. */
    Fate HALF = service -> service.answer(service.body.length / 2);

    void befall(Service service) throws IOException, InterruptedException;

    /** The ordinary answer, once the latch is open. */
    static Fate held(CountDownLatch until) {
      return service -> {
        until.await();
        service.answer();
      };
    }

    /** The connection ends after an action of the test; the service never sees the call. */
    static Fate cut(Runnable before) {
      return service -> before.run();
    }

    /** The service does what it is asked, but its answer is lost. */
    static Fate loseAnswer(Runnable afterwards) {
      return service -> {
        service.perform(service.body.length);
        afterwards.run();
      };
    }

    /** The ordinary answer, late. */
    static Fate late(Duration delay) {
      return service -> {
        TimeUnit.NANOSECONDS.sleep(delay.toNanos());
        service.answer();
      };
    }

    /** The caller is told that all is done; the service never sees the call. */
    static Fate pretended(Map<String, ?> answer) {
      return service -> service.send(200, service.written(answer));
    }

    /** An error in place of the service's answer, of a type as AWS names it. */
    static Fate error(int status, String type) {
      return service -> service.refuse(status, type);
    }
  }

  /** Decides of each call as it comes; called from several threads. */
  @FunctionalInterface
  public interface Rule {
    Fate of(Call call) throws IOException;
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper CBOR = new CBORMapper();

  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "host", "expect", "upgrade", "transfer-encoding");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder()
          .proxy(HttpClient.Builder.NO_PROXY)
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final AtomicInteger faults = new AtomicInteger();
  private final String target;
  private volatile Rule rule = call -> Fate.PASS;

  /**
   * Starts a proxy that does nothing yet.
   *
   * @param target address of the service
   */
  public FaultProxy(String target) {
    this.target = target;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** In place of the service's own. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What becomes of the calls from now on. */
  public void rule(Rule next) {
    rule = next;
  }

  /** How many calls did not simply pass. */
  public int faults() {
    return faults.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Service service = new Service(exchange, exchange.getRequestBody().readAllBytes());
      Fate fate = rule.of(service.call());
      if (fate != Fate.PASS) {
        faults.incrementAndGet();
      }

      fate.befall(service);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One call on its way to the service behind the proxy. */
  public final class Service {

    private final HttpExchange exchange;
    private final byte[] body;

    private Service(HttpExchange exchange, byte[] body) {
      this.exchange = exchange;
      this.body = body;
    }

    private Call call() {
      String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      return new Call(
          exchange.getRequestMethod(),
          exchange.getRequestURI().getPath(),
          operation == null ? "" : operation.substring(operation.indexOf('.') + 1),
          new String(body, StandardCharsets.ISO_8859_1));
    }

    /** Sends the first bytes of the body on. */
    private HttpResponse<byte[]> perform(int length) throws IOException, InterruptedException {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
              .method(
                  exchange.getRequestMethod(),
                  HttpRequest.BodyPublishers.ofByteArray(body, 0, length));
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) -> {
                if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                  values.forEach(value -> request.header(name, value));
                }
              });
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private void answer() throws IOException, InterruptedException {
      answer(body.length);
    }

    private void answer(int length) throws IOException, InterruptedException {
      HttpResponse<byte[]> response = perform(length);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      response
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                // Of a body that does not come the length is told all the same.
                if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))
                    || head && name.equalsIgnoreCase("content-length")) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      send(response.statusCode(), head ? new byte[0] : response.body());
    }

    /**
     * In the words of the call, as the service does: what a client cannot read it takes for worse.
     */
    private void refuse(int status, String type) throws IOException {
      boolean json = exchange.getRequestHeaders().containsKey("X-Amz-Target");
      byte[] error =
          json
              ? written(Map.of("__type", type, "message", "as the test wants"))
              : ("<Error><Code>" + type + "</Code><Message>as the test wants</Message></Error>")
                  .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("x-amzn-ErrorType", type);
      if (!json) {
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
      }
      boolean head = exchange.getRequestMethod().equals("HEAD");
      send(status, head ? new byte[0] : error);
    }

    private byte[] written(Map<String, ?> told) throws IOException {
      String asked = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
      boolean cbor = asked.contains("cbor");
      exchange
          .getResponseHeaders()
          .set("Content-Type", cbor ? asked : "application/x-amz-json-1.1");
      return (cbor ? CBOR : JSON).writeValueAsBytes(told);
    }

    private void send(int status, byte[] content) throws IOException {
      exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
      exchange.getResponseBody().write(content);
    }
  }
}
