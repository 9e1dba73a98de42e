package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.cli.emulator.KinesisEmulator;
import io.eventlake.testing.Emulators;
import io.eventlake.testing.TestStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ProduceCommandITCase {

  @TempDir private Path directory;

  @Test
  void putsTheRecordsOfADirectory() throws Exception {
    Path events = Files.createDirectory(directory.resolve("events"));
    Files.writeString(events.resolve("b.ndjson"), "{\"event_id\":\"3\"}\nno json\n");
    Files.writeString(
        events.resolve("a.ndjson"),
        "{\"event_id\":\"1\"}\n\n" + "x".repeat(2_000_000) + "\n{\"event_id\":\"2\"}");
    Files.writeString(events.resolve("c.ndjson.gz"), "no gzip");
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    try (KinesisEmulator emulator =
            KinesisEmulator.start(Emulators.DIRECTORY, directory.resolve("kinesis.log"));
        TestStream stream = new TestStream(emulator.endpoint(), "clicks").create(1)) {
      int exitCode =
          new CommandLine(new ProduceCommand())
              .setOut(new PrintWriter(out))
              .setErr(new PrintWriter(err))
              .execute("--stream=clicks", "--input=" + events, "--endpoint=" + emulator.endpoint());

      assertThat(exitCode).as("a file was damaged").isOne();
      assertThat(err.toString())
          .startsWith(events + ": 3 files, ")
          .contains("c.ndjson.gz: The file is damaged: ");
      assertThat(stream.records())
          .containsExactly(
              "{\"event_id\":\"1\"}", "{\"event_id\":\"2\"}", "{\"event_id\":\"3\"}", "no json");
    }

    assertThat(out)
        .hasToString(
            "Put 4 records into clicks, 0 of them again, and left out 1 over the limit of a record."
                + System.lineSeparator());
  }

  @Test
  void generatesEventsAtARate() throws Exception {
    try (KinesisEmulator emulator =
        KinesisEmulator.start(Emulators.DIRECTORY, directory.resolve("kinesis.log"))) {
      TestStream clicks = new TestStream(emulator.endpoint(), "clicks").create(1);
      assertThat(generated(emulator, "--stream=clicks", "--events=100"))
          .startsWith("Put 100 records into clicks");
      assertThat(clicks.records())
          .hasSize(100)
          .anySatisfy(record -> assertThat(record).contains("\"event_type\":\"page_view\""));

      TestStream learning = new TestStream(emulator.endpoint(), "learning").create(1);
      assertThat(generated(emulator, "--stream=learning", "--events=200", "--family=caliper"))
          .endsWith("left out 0 over the limit of a record.");
      assertThat(learning.records())
          .hasSizeBetween(30, 100)
          .allSatisfy(record -> assertThat(record).contains("http://purl.imsglobal.org/ctx/"));
      clicks.close();
      learning.close();
    }
  }

  private static String generated(KinesisEmulator emulator, String... options) {
    StringWriter out = new StringWriter();
    int exitCode =
        new CommandLine(new ProduceCommand())
            .setOut(new PrintWriter(out))
            .execute(
                Stream.concat(
                        Stream.of("--rate=200", "--seed=7", "--endpoint=" + emulator.endpoint()),
                        Stream.of(options))
                    .toArray(String[]::new));
    assertThat(exitCode).isZero();
    return out.toString().strip();
  }

  @Test
  void wantsARateThatIsOne() {
    StringWriter err = new StringWriter();

    int exitCode =
        new CommandLine(new ProduceCommand())
            .setErr(new PrintWriter(err))
            .execute("--stream=clicks", "--rate=200", "--input=events");

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("mutually exclusive");
  }
}
