package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.testing.TestOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A local run that cannot work says why in a sentence. */
class LocalRunITCase {

  @TempDir private Path directory;

  @Test
  void aWarehouseThatCanNotBeWritten() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    TestOptions options =
        options(TestOptions.files(directory.toString())).with("lake.warehouse", file + "/lake");

    assertThatThrownBy(() -> LocalRun.start(options.all()))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("The warehouse " + file + "/lake cannot be created: ")
        .hasMessageEndingWith(
            "; name a directory that can be written with --warehouse or lake.warehouse");
  }

  @Test
  void aStreamThatCanNotBeReached() {
    String nobody = "http://localhost:" + FreePort.find();
    TestOptions options = options(TestOptions.kinesis("events", nobody));

    assertThatThrownBy(() -> LocalRun.start(options.all()).ended().join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(JobFailedException.class)
        .hasMessageStartingWith(
            "The job clickstream failed: The Kinesis stream 'events' cannot be looked at in region"
                + " us-east-1 at "
                + nobody)
        .hasMessageEndingWith("; check source.region, source.endpoint and the credentials");
  }

  @Test
  void aPortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      TestOptions options =
          options(TestOptions.files(events().toString()))
              .with("local.web-port", Integer.toString(taken.getLocalPort()));

      assertThatThrownBy(() -> LocalRun.start(options.all()))
          .isInstanceOf(JobFailedException.class)
          .hasMessageStartingWith("The job clickstream failed: ")
          .hasMessageContaining(Integer.toString(taken.getLocalPort()));
    }
  }

  @Test
  void aFileWithoutEventsIsFine() throws IOException {
    LocalRun.start(options(TestOptions.files(events().toString())).all()).ended().join();

    assertThat(directory.resolve("lake").resolve("catalog.db")).isNotEmptyFile();
  }

  /** A directory of one file without events. */
  private Path events() throws IOException {
    Path events = Files.createDirectory(directory.resolve("events"));
    Files.createFile(events.resolve("empty.ndjson"));
    return events;
  }

  private TestOptions options(TestOptions options) {
    return options
        .with("job.name", "clickstream")
        .with("lake.warehouse", directory.resolve("lake").toString())
        .with("local.state-directory", directory.resolve("state").toString())
        .with("local.parallelism", "1");
  }
}
