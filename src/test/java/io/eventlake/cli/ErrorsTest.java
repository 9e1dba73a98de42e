package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What failed is told in a sentence, whoever threw it. */
class ErrorsTest {

  @TempDir private Path directory;

  @Test
  void aFileIsToldWithWhatIsTheMatter() throws IOException {
    Path file = Files.writeString(directory.resolve("report"), "x");

    assertThat(told(() -> Files.createDirectories(file)))
        .isEqualTo(
            "The file "
                + file
                + " cannot be read or written: another file is there, which is in"
                + " the way");
    assertThat(told(() -> Files.writeString(file.resolve("x"), "x")))
        .startsWith("The file " + file.resolve("x") + " cannot be read or written: Not a dir");
    assertThat(told(() -> Files.size(directory.resolve("none")))).endsWith(": it is not there");
    assertThat(Errors.sentence(new UncheckedIOException(new AccessDeniedException("/x"))))
        .isEqualTo("The file /x cannot be read or written: this user has no right to it");
  }

  @Test
  void aReportIsNotComputedForNowhere() throws IOException {
    Path file = Files.writeString(directory.resolve("report"), "x");
    for (Path out : new Path[] {file, file.resolve("deeper")}) {
      StringWriter err = new StringWriter();
      int code =
          Main.run(
              new PrintWriter(new StringWriter()),
              new PrintWriter(err),
              "report",
              "--out",
              out.toString(),
              "--warehouse",
              directory.resolve("no-lake").toString());
      assertThat(code).isEqualTo(2);
      assertThat(err.toString())
          .startsWith(
              "Nothing can be written to "
                  + out
                  + ", for "
                  + file
                  + " is no directory: name another");
    }
  }

  private interface Attempt {
    Object run() throws IOException;
  }

  private static String told(Attempt attempt) {
    try {
      return "nothing failed: " + attempt.run();
    } catch (IOException e) {
      return Errors.sentence(e);
    }
  }
}
