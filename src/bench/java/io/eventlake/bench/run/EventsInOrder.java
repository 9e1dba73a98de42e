package io.eventlake.bench.run;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * Generated events dealt out by lines to as many files as there are readers, as a stream's shards
 * would have them: for those who take the files of a directory in any order and call late what
 * comes in an earlier one. The job orders them itself.
 */
final class EventsInOrder {

  private static final int BUFFER_BYTES = 1 << 16;

  private EventsInOrder() {}

  /** The directory of those files, beside the events; made where it is not there. */
  static Path of(Path events, int files) throws IOException {
    Path directory = events.resolveSibling(events.getFileName() + "-in-order-" + files);
    if (!Files.exists(directory)) {
      Path unfinished = events.resolveSibling("." + directory.getFileName());
      FileUtils.deleteDirectory(unfinished.toFile());
      Files.createDirectories(unfinished);
      deal(inOrder(events), unfinished, files);
      Files.move(unfinished, directory);
    }

    return directory;
  }

  /** The generator numbers its files in order of arrival. */
  private static List<Path> inOrder(Path events) throws IOException {
    try (Stream<Path> files = Files.list(events)) {
      return files.sorted().collect(Collectors.toList());
    }
  }

  private static void deal(List<Path> from, Path directory, int files) throws IOException {
    List<OutputStream> to = new ArrayList<>();
    try {
      for (int file = 0; file < files; file++) {
        String name = String.format(Locale.ROOT, "events-%05d.ndjson", file);
        Path path = directory.resolve(name);
        to.add(new BufferedOutputStream(Files.newOutputStream(path), BUFFER_BYTES));
      }

      int next = 0;
      for (Path file : from) {
        next = deal(file, to, next);
      }
    } finally {
      for (OutputStream out : to) {
        out.close();
      }
    }
  }

  /** Returns whose turn is next. */
  private static int deal(Path file, List<OutputStream> to, int first) throws IOException {
    int turn = first;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        to.get(turn).write(next);
        if (next == '\n') {
          turn = (turn + 1) % to.size();
        }
      }
    }

    return turn;
  }
}
