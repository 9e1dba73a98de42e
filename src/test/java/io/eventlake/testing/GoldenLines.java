package io.eventlake.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lines that are expected to be those of a file of {@code src/test/resources/fixtures}. */
public final class GoldenLines {

  private static final Path EXPECTED = Path.of("src", "test", "resources", "fixtures");
  private static final Path PRODUCED = Path.of("target", "fixtures");

  private GoldenLines() {}

  /** Fails with the difference, and leaves the lines below {@code target/} to be looked at. */
  public static void assertSame(String file, List<String> lines) throws IOException {
    List<String> expected = Files.readAllLines(EXPECTED.resolve(file), UTF_8);
    Path produced = PRODUCED.resolve(file);
    Files.deleteIfExists(produced);
    if (!lines.equals(expected)) {
      Files.createDirectories(produced.getParent());
      Files.write(produced, lines, UTF_8);
    }

    assertThat(lines)
        .as("%s; if it is meant: cp %s %s", file, produced, EXPECTED.resolve(file))
        .containsExactlyElementsOf(expected);
  }
}
