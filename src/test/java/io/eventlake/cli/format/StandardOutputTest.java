package io.eventlake.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output that is lost, and why. */
class StandardOutputTest {

  @TempDir private Path directory;

  @Test
  void writesUtf8() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StandardOutput out = StandardOutput.of(bytes);
    out.println("\u00e9");
    out.flush();

    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("\u00e9\n");
    assertThat(StandardOutput.failure(out)).isEmpty();
  }

  @Test
  void remembersWhatFailed() {
    StandardOutput out = StandardOutput.of(new LostOutput("No space left on device"));
    out.println("text");
    out.flush();

    assertThat(StandardOutput.failure(out).orElseThrow()).hasMessage("No space left on device");
    assertThat(StandardOutput.failure(new PrintWriter(new ByteArrayOutputStream()))).isEmpty();
  }

  @Test
  void knowsAClosedPipeInAnyLanguage() throws IOException {
    Path file = directory.resolve("fd");
    IOException full = new IOException("No space left on device");
    assertThat(StandardOutput.isClosedPipe(full, file)).isFalse();
    assertThat(StandardOutput.isClosedPipe(new IOException("Broken pipe"), file)).isTrue();

    Files.createSymbolicLink(file, Path.of("/dev/full"));
    assertThat(StandardOutput.isClosedPipe(full, file)).isFalse();

    Files.delete(file);
    Files.createSymbolicLink(file, Path.of("pipe:[4711]"));
    assertThat(StandardOutput.isClosedPipe(new IOException("Rura"), file)).isTrue();
  }
}
