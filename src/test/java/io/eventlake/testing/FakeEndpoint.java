package io.eventlake.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/** A service of AWS that answers each call as the test wants, faults included. */
public final class FakeEndpoint implements AutoCloseable {

  /** What one call is answered with. */
  public record Answer(int status, String json) {

    /** Never sent: the call hangs until the endpoint is closed. */
    public static final Answer NONE = new Answer(0, "");

    public static Answer ok(String json) {
      return new Answer(200, json);
    }

    public static Answer error(int status, String type) {
      return new Answer(status, "{\"__type\":\"" + type + "\",\"message\":\"as the test wants\"}");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<String> bodies = new CopyOnWriteArrayList<>();

  /**
   * @param answers by the number of the call, from 0
   */
  public FakeEndpoint(IntFunction<Answer> answers) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, answers));
    server.start();
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What was sent, in the order of arrival. */
  public List<String> bodies() {
    return List.copyOf(bodies);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange, IntFunction<Answer> answers) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
    Answer answer;
    synchronized (bodies) {
      bodies.add(body);
      answer = answers.apply(bodies.size() - 1);
    }

    if (answer.equals(Answer.NONE)) {
      awaitClose();
      return;
    }

    byte[] bytes = answer.json().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
