package io.eventlake.bench.soak;

import io.eventlake.family.web.generate.EventGenerator;
import io.eventlake.family.web.generate.GeneratedEvent;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Puts generated events into a watched directory and takes away the files that were read. */
final class EventFeed {

  private final Path directory;
  private final EventGenerator events;
  private final Deque<WrittenFile> files = new ArrayDeque<>();
  private long written;
  private long fileNumber;

  EventFeed(Path directory, EventGenerator events) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.events = events;
  }

  /** Events put into the directory so far. */
  long written() {
    return written;
  }

  /** One more file, such that so many events were written. */
  void writeUpTo(long total) throws IOException {
    if (written >= total) {
      return;
    }

    // The source leaves hidden names alone until the file is whole.
    Path hidden = directory.resolve(".next");
    long lastMillis = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(hidden), 1 << 16)) {
      for (; written < total; written++) {
        GeneratedEvent event = events.next();
        out.write(event.json());
        out.write('\n');
        lastMillis = event.dueMillis();
      }
    }

    Files.setLastModifiedTime(hidden, FileTime.fromMillis(lastMillis));
    String name = String.format(Locale.ROOT, "events-%09d.ndjson", fileNumber++);
    files.add(new WrittenFile(Files.move(hidden, directory.resolve(name)), written));
  }

  /** Deletes the files of the first so many events: all were read, and long before a checkpoint. */
  void deleteUpTo(long total) throws IOException {
    while (!files.isEmpty() && files.peek().lastEvent() <= total) {
      Files.deleteIfExists(files.poll().path());
    }
  }

  private record WrittenFile(Path path, long lastEvent) {}
}
