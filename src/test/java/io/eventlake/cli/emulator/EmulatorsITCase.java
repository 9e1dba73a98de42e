package io.eventlake.cli.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
import io.eventlake.testing.Emulators;
import io.eventlake.testing.ListeningSockets;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EmulatorsITCase {

  @TempDir private Path directory;

  @Test
  void aSecondOneBesideTheFirstWorksAndPortsAreFreeAfterwards() throws Exception {
    String first;
    String second;
    try (KinesisEmulator one = KinesisEmulator.start(Emulators.DIRECTORY, log("one"));
        KinesisEmulator two = KinesisEmulator.start(Emulators.DIRECTORY, log("two"))) {
      first = one.endpoint();
      second = two.endpoint();
      assertThat(first).isNotEqualTo(second);
      assertThat(status(first + "/healthcheck")).isEqualTo(200);
      assertThat(status(second + "/healthcheck")).isEqualTo(200);
      if (OS.LINUX.isCurrentOs()) {
        assertThat(ListeningSockets.open()).isEmpty();
      }
    }

    assertFree(first);
    assertFree(second);
  }

  @Test
  void dynamoDbAnswersUntilItIsClosed() throws Exception {
    String endpoint;
    try (DynamoDbEmulator emulator = DynamoDbEmulator.start(Emulators.DIRECTORY, log("ddb"))) {
      endpoint = emulator.endpoint();
      assertThat(status(endpoint)).isEqualTo(200);
      if (OS.LINUX.isCurrentOs()) {
        assertThat(ListeningSockets.open()).isEmpty();
      }
    }

    assertFree(endpoint);
  }

  @Test
  void theyEndWithTheirParentHoweverThatEnds() throws Exception {
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EmulatorOwner.class.getName(),
                Emulators.DIRECTORY.toString(),
                log("orphans").toString())
            .redirectErrorStream(true)
            .start();
    try {
      String[] endpoints = owner.inputReader().readLine().split(" ");
      List<ProcessHandle> emulators = owner.children().toList();
      assertThat(emulators).hasSize(2);

      owner.destroyForcibly();
      for (ProcessHandle emulator : emulators) {
        assertThat(emulator.onExit()).succeedsWithin(Duration.ofSeconds(20));
      }
      assertFree(endpoints[0]);
      assertFree(endpoints[1]);
    } finally {
      owner.descendants().forEach(ProcessHandle::destroyForcibly);
      owner.destroyForcibly();
    }
  }

  @Test
  void whatIsNotInstalledIsToldInASentence() {
    assertThatThrownBy(() -> KinesisEmulator.start(directory, log("none")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "The Kinesis emulator is not installed in "
                + directory.resolve("kinesis/node_modules/kinesis-local")
                + ": build it with ./mvnw generate-test-resources");
  }

  @Test
  void aProgramThatEndsAtItsStartIsToldInASentence() {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "No");

    assertThatThrownBy(
            () ->
                EmulatorProcess.start("It", java, URI.create("http://127.0.0.1:1/"), log("early")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("It ended at its start (exit code 1): see " + log("early"));
    assertThat(log("early")).content().contains("ClassNotFoundException: No");
  }

  private Path log(String name) {
    return directory.resolve(name + ".log");
  }

  private static int status(String address) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static void assertFree(String endpoint) throws IOException {
    try (ServerSocket socket = new ServerSocket(URI.create(endpoint).getPort())) {
      assertThat(socket.isBound()).isTrue();
    }
  }
}
