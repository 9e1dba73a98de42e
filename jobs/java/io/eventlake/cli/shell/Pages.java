package io.eventlake.cli.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jline.builtins.Less;
import org.jline.builtins.Source;
import org.jline.terminal.Terminal;

/**
 * Shows lines on a terminal: those that fit by themselves, more of them page by page, by the
 * program that the user names or by one of our own. A line is made when it is looked at.
 */
final class Pages {

  /** For the row count and the next prompt. */
  private static final int ROOM = 3;

  private final Terminal terminal;
  private final String program;

  /**
   * @param program what the user's PAGER says; null or empty for none
   */
  Pages(Terminal terminal, String program) {
    this.terminal = terminal;
    this.program = program == null ? "" : program.strip();
  }

  void show(Iterator<String> lines) throws IOException {
    List<String> first = new ArrayList<>();
    int room = isPaged() ? Math.max(1, terminal.getHeight() - ROOM) : 0;
    while (lines.hasNext() && first.size() <= room) {
      first.add(lines.next());
    }

    if (room == 0 || first.size() <= room) {
      print(first.iterator(), lines);
    } else if (program.isEmpty()) {
      page(first.iterator(), lines);
    } else {
      pipe(first.iterator(), lines);
    }
  }

  private boolean isPaged() {
    return !terminal.getType().startsWith(Terminal.TYPE_DUMB) && terminal.getHeight() > ROOM;
  }

  private void print(Iterator<String> first, Iterator<String> rest) {
    PrintWriter out = terminal.writer();
    first.forEachRemaining(out::println);
    rest.forEachRemaining(out::println);
    out.flush();
  }

  private void page(Iterator<String> first, Iterator<String> rest) throws IOException {
    Less less = new Less(terminal, null);
    try {
      less.run(new ArrayList<>(List.of(new Lines(first, rest)))); // it adds to the list
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until the program has ended; one that ends early has seen enough. */
  private void pipe(Iterator<String> first, Iterator<String> rest) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", program)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putIfAbsent("LESS", "-RSX");
    Process pager = builder.start();
    try (Writer to = new PrintWriter(pager.getOutputStream(), false, StandardCharsets.UTF_8)) {
      while ((first.hasNext() || rest.hasNext()) && pager.isAlive()) {
        to.write((first.hasNext() ? first : rest).next() + "\n");
      }
    }

    try {
      pager.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lines as a file that is read as far as somebody looks. */
  private static final class Lines implements Source {

    private final Iterator<String> first;
    private final Iterator<String> rest;

    Lines(Iterator<String> first, Iterator<String> rest) {
      this.first = first;
      this.rest = rest;
    }

    @Override
    public String getName() {
      return "result";
    }

    @Override
    public Long lines() {
      return null;
    }

    @Override
    public InputStream read() {
      return new LineStream(first, rest);
    }
  }

  /** Less reads a block at a time: no more than a line is computed for it. */
  private static final class LineStream extends InputStream {

    private final Iterator<String> first;
    private final Iterator<String> rest;
    private byte[] line = new byte[0];
    private int at;

    LineStream(Iterator<String> first, Iterator<String> rest) {
      this.first = first;
      this.rest = rest;
    }

    @Override
    public int read() {
      return fill() ? line[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      if (length == 0 || !fill()) {
        return length == 0 ? 0 : -1;
      }

      int taken = Math.min(length, line.length - at);
      System.arraycopy(line, at, bytes, from, taken);
      at += taken;
      return taken;
    }

    private boolean fill() {
      if (at == line.length) {
        if (!first.hasNext() && !rest.hasNext()) {
          return false;
        }

        // Less reads in the encoding of the process.
        line = ((first.hasNext() ? first : rest).next() + "\n").getBytes(Charset.defaultCharset());
        at = 0;
      }

      return true;
    }
  }
}
