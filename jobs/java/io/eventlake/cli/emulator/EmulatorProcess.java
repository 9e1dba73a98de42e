package io.eventlake.cli.emulator;

import io.eventlake.config.ConfigException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process of Node.js that stands in for a service of AWS on this machine, from its first answer
 * until it is closed or this JVM ends, however that is.
 */
final class EmulatorProcess implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(120);
  private static final long POLL_MILLIS = 50;

  /**
   * Ends it with its standard input, which is a pipe to this JVM: killed, too, it leaves nothing. A
   * Ctrl-C, which the terminal sends to all of them, is for this JVM alone: it may still need them.
   */
  private static final String ENDS_WITH_PARENT =
      "--import data:text/javascript,process.stdin.on('end',process.exit).resume();"
          + "process.on('SIGINT',()=>{})";

  private final String name;
  private final Process process;
  private final Thread killer;

  private EmulatorProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.killer = new Thread(process::destroyForcibly, name + "-killer");
  }

  /**
   * Starts the process and returns once {@code health} gives any answer.
   *
   * @param command its working directory and environment set; output goes to {@code log}
   * @throws ConfigException when it ends or stays silent, with where its output is
   * @throws IOException when there is no such program
   */
  static EmulatorProcess start(String name, ProcessBuilder command, URI health, Path log)
      throws IOException {
    command.environment().put("NODE_OPTIONS", ENDS_WITH_PARENT);
    Process process =
        command
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    EmulatorProcess emulator = new EmulatorProcess(name, process);
    Runtime.getRuntime().addShutdownHook(emulator.killer);
    boolean answered = false;
    try {
      emulator.awaitAnswer(health, log);
      answered = true;
      return emulator;
    } finally {
      if (!answered) {
        emulator.close();
      }
    }
  }

  /** Ports that nothing listens on at the moment, all different. */
  static List<Integer> freePorts(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      List<Integer> ports = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        sockets.add(socket);
        ports.add(socket.getLocalPort());
      }

      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on this machine", e);
    } finally {
      sockets.forEach(EmulatorProcess::closeSocket);
    }
  }

  /** A script that runs one of Node.js, which has no option for that, on loopback alone. */
  static String onLoopback(String module) {
    try (InputStream script = EmulatorProcess.class.getResourceAsStream("/emulator/loopback.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8)
          + "require('"
          + module
          + "');";
    } catch (IOException e) {
      throw new UncheckedIOException("The script of the emulators cannot be read", e);
    }
  }

  /** The folder of an installed emulator. */
  static File installed(String name, Path folder, String proof) {
    if (!folder.resolve(proof).toFile().exists()) {
      throw new ConfigException(
          name
              + " is not installed in "
              + folder
              + ": build it with ./mvnw generate-test-resources");
    }

    return folder.toFile();
  }

  /** Kills the process, which keeps nothing, and returns when its ports are free. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }

    forgetKiller();
  }

  /** Asks the process to end, as a supervisor does (SIGTERM), and kills it where it does not. */
  void end() {
    process.destroy();
    try {
      process.waitFor(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }

    close();
  }

  /** Completes with its exit code. */
  CompletableFuture<Integer> ended() {
    return process.onExit().thenApply(Process::exitValue);
  }

  private void forgetKiller() {
    try {
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (IllegalStateException e) {
      // The JVM is ending: it runs the hook itself, and that does no harm.
    }
  }

  private void awaitAnswer(URI health, Path log) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    HttpRequest request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(2)).build();
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    try {
      while (!answers(client, request)) {
        if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          throw new ConfigException(
              name + " ended at its start (exit code " + process.exitValue() + "): see " + log);
        }

        if (System.nanoTime() > deadline) {
          throw new ConfigException(
              name + " did not answer within " + START_TIMEOUT.toSeconds() + " s: see " + log);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConfigException(name + " was interrupted at its start", e);
    }
  }

  private static boolean answers(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      client.send(request, HttpResponse.BodyHandlers.discarding());
      return true;
    } catch (IOException e) {
      // Not listening yet.
      return false;
    }
  }

  private static void closeSocket(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
