package io.eventlake.bench.kinesis.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * A read-only Kinesis stream on loopback whose records are those of {@link ReplayFiles} and exist
 * by the clock: a program of its own, so that its CPU is not the job's. It ends with its standard
 * input. Iterators do not expire, there is no fan-out, and no TLS.
 */
public final class ReplayServer {

  /** What has been read, as JSON. */
  public static final String PROGRESS = "/progress";

  /** Ends the stream: nothing arrives any more; answers as {@link #PROGRESS}. */
  public static final String END = "/end";

  private static final int THREADS = 16;
  private static final JsonFactory JSON = new JsonFactory();

  private final List<ReplayReader> shards;
  private final ReplayCalls calls;

  private ReplayServer(String stream, long createdMillis, List<ReplayReader> shards) {
    this.shards = shards;
    this.calls = new ReplayCalls(stream, createdMillis, shards);
  }

  /**
   * Serves the files of a directory and prints the port.
   *
   * @param args directory, number of shards, stream, epoch milliseconds of its beginning
   */
  public static void main(String[] args) throws IOException {
    // Else each answer waits for the acknowledgement of its first packet.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    long zeroMillis = Long.parseLong(args[3]);
    List<ReplayReader> shards = new ArrayList<>();
    for (int number = 0; number < Integer.parseInt(args[1]); number++) {
      ReplayShard shard = new ReplayShard(Path.of(args[0]), number, zeroMillis);
      shards.add(new ReplayReader(shard, Clock.systemUTC()));
    }

    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ReplayServer replay = new ReplayServer(args[2], zeroMillis, shards);
    server.createContext("/", replay::call);
    server.createContext(PROGRESS, replay::progress);
    server.createContext(END, ended(replay));
    server.setExecutor(Executors.newFixedThreadPool(THREADS));
    server.start();
    System.out.println(server.getAddress().getPort());
    while (System.in.read() >= 0) {
      // Whoever started this is there as long as the input is open.
    }

    System.exit(0);
  }

  private static HttpHandler ended(ReplayServer replay) {
    return exchange -> {
      replay.shards.forEach(ReplayReader::end);
      replay.progress(exchange);
    };
  }

  private void call(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    ByteArrayOutputStream answer = new ByteArrayOutputStream(1 << 12);
    int status = 200;
    try (CBORGenerator out = Cbor.generator(answer)) {
      out.writeStartObject();
      calls.answer(
          target.substring(target.indexOf('.') + 1), Cbor.read(exchange.getRequestBody()), out);
      out.writeEndObject();
    } catch (RefusedCall e) {
      status = 400;
      answer.reset();
      try (JsonGenerator out = Cbor.generator(answer)) {
        Cbor.writeError(out, e);
      }
    }

    send(exchange, status, Cbor.CONTENT_TYPE, answer);
  }

  private void progress(HttpExchange exchange) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(answer)) {
      out.writeStartArray();
      for (ReplayReader shard : shards) {
        shard.writeProgress(out);
      }

      out.writeEndArray();
    }

    send(exchange, 200, "application/json", answer);
  }

  private static void send(
      HttpExchange exchange, int status, String contentType, ByteArrayOutputStream answer)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.sendResponseHeaders(status, answer.size());
    answer.writeTo(exchange.getResponseBody());
    exchange.close();
  }
}
