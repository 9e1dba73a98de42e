package io.eventlake.job;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Lets other commands on this machine reach a local run, for a savepoint or to stop it: an address
 * on the loopback interface, told by a file in the directory of the run's state. Whoever can read
 * that file may call.
 */
final class RunControl implements AutoCloseable {

  static final String SAVEPOINT = "/savepoint";
  static final String STOP = "/stop";
  static final String DRAIN = "/drain";
  static final String STATUS = "/status";
  private static final int PATIENCE_SECONDS = 10;
  static final String TOKEN_HEADER = "Eventlake-Token";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newSingleThreadExecutor(RunControl::daemon);
  private final RunFile file;
  private final String token = UUID.randomUUID().toString();

  private RunControl(HttpServer server, RunFile file) {
    this.server = server;
    this.file = file;
  }

  /** Starts to listen; of two runs with one directory the last is the one that is found. */
  static RunControl open(LocalRun run, String job, Path stateDirectory) {
    try {
      RunFile file = RunFile.in(stateDirectory);
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      RunControl control = new RunControl(server, file);
      control.handle(SAVEPOINT, run::savepoint);
      control.handle(STOP, run::stopWithSavepoint);
      control.handle(
          DRAIN,
          directory -> {
            run.drain(directory);
            return "";
          });
      control.handle(STATUS, directory -> LiveStatus.of(run.webUi()));
      server.setExecutor(control.threads);
      server.start();
      file.write(server.getAddress().getPort(), control.token, job);
      return control;
    } catch (IOException e) {
      throw new UncheckedIOException("The run cannot be made reachable for other commands", e);
    }
  }

  /** Returns when the answer that is under way, that of the stop itself, has been given. */
  @Override
  public void close() {
    file.delete(token);
    threads.shutdown();
    try {
      threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }

    server.stop(0);
  }

  /** The body of a request is the directory for the savepoint, that of the answer its path. */
  private void handle(String path, Function<Path, String> action) {
    server.createContext(path, exchange -> answer(exchange, action));
  }

  private void answer(HttpExchange exchange, Function<Path, String> action) throws IOException {
    try {
      if (!token.equals(exchange.getRequestHeaders().getFirst(TOKEN_HEADER))) {
        send(exchange, 403, "The token is that of another run");
        return;
      }

      byte[] body = exchange.getRequestBody().readAllBytes();
      send(exchange, 200, action.apply(Path.of(new String(body, StandardCharsets.UTF_8))));
    } catch (RuntimeException e) {
      send(exchange, 500, String.valueOf(e.getMessage()));
    } finally {
      exchange.close();
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "run-control");
    thread.setDaemon(true);
    return thread;
  }
}
