package io.eventlake.cli.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Standard output, UTF-8 whatever the locale says. It remembers why it cannot be written, where a
 * PrintWriter alone knows only that.
 */
public final class StandardOutput extends PrintWriter {

  private final Watched stream;

  private StandardOutput(Watched stream) {
    super(new OutputStreamWriter(stream, UTF_8));
    this.stream = stream;
  }

  public static StandardOutput of(OutputStream out) {
    return new StandardOutput(new Watched(out));
  }

  /** Why a writer's output was lost; empty when it was not, so far, or nobody knows. */
  public static Optional<IOException> failure(PrintWriter out) {
    return out instanceof StandardOutput
        ? Optional.ofNullable(((StandardOutput) out).stream.failure)
        : Optional.empty();
  }

  /** Whether the reader has gone away, such as head, which has seen what it wants. */
  public static boolean isClosedPipe(IOException failure) {
    return isClosedPipe(failure, Path.of("/proc/self/fd/1"));
  }

  static boolean isClosedPipe(IOException failure, Path descriptor) {
    String reason = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return reason.contains("broken pipe") || isPipe(descriptor);
  }

  /** The reason is told in the language of the machine; writing to a pipe fails for one only. */
  private static boolean isPipe(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("pipe:");
    } catch (IOException | UnsupportedOperationException e) {
      return false; // another system
    }
  }

  private static final class Watched extends FilterOutputStream {

    private volatile IOException failure;

    Watched(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (failure != null) {
        throw failure;
      }

      try {
        out.write(bytes, from, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }
}
