package io.eventlake.serve.exports;

import io.eventlake.config.ConfigException;
import io.eventlake.serve.config.ExportOptions;
import io.eventlake.serve.config.ServeOptions;
import io.eventlake.serve.exports.Export.Status;
import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.http.KeptFolder;
import io.eventlake.serve.lake.ServedLake;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes exports, makes one after the other, and removes their files when they expire. */
public final class Exports implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Exports.class);

  private static final int MOST_UNFINISHED = 5;
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration SWEEP = Duration.ofMinutes(1);
  private static final Duration LAST = Duration.ofSeconds(20);
  private static final Duration LONGEST_LINK = Duration.ofHours(1);

  /** S3 has none for less. */
  private static final Duration SHORTEST_LINK = Duration.ofSeconds(1);

  private final ExportStore store;
  private final ExportOptions options;
  private final ExportRun run;
  private final Clock clock;
  private final ExecutorService one =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "export"));
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "export-looks"));

  Exports(ServedLake lake, ExportStore store, ExportOptions options, Clock clock) {
    this.store = store;
    this.options = options;
    this.run = new ExportRun(lake, store, options, clock);
    this.clock = clock;
  }

  /**
   * Those of a server.
   *
   * @return null where nothing is kept
   * @throws ConfigException when there is no place for them
   */
  public static Exports open(ServeOptions options, ServedLake lake, Clock clock) {
    try {
      if (options.exports.to() != null) {
        return new Exports(
            lake, S3Exports.open(options.exports.to(), lake.options()), options.exports, clock);
      }

      KeptFolder folder = KeptFolder.open(options, "exports");
      return folder == null
          ? null
          : new Exports(lake, new LocalExports(folder), options.exports, clock);
    } catch (IOException e) {
      throw new ConfigException("There is no place for exports: " + e.getMessage(), e);
    }
  }

  /**
   * Begins with what a process before has not finished.
   *
   * @throws ConfigException when that cannot be read
   */
  void start() {
    List<Export> before;
    try {
      before = all();
    } catch (UncheckedIOException e) {
      throw new ConfigException("The exports cannot be read: " + e.getCause().getMessage(), e);
    }

    for (Export export : before) {
      if (export.isUnfinished()) {
        one.execute(() -> make(export.id()));
      }
    }

    looks.scheduleWithFixedDelay(run::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    looks.scheduleWithFixedDelay(this::sweep, 0, SWEEP.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Takes one.
   *
   * @throws AnsweredException 409 or 507 while there is no room for it
   */
  synchronized void take(Export export) {
    List<Export> all = all();
    long unfinished = all.stream().filter(Export::isUnfinished).count();
    if (all.stream()
            .filter(other -> other.isUnfinished() && other.tenant().equals(export.tenant()))
            .count()
        >= MOST_UNFINISHED) {
      throw new AnsweredException(
          409, "There are " + MOST_UNFINISHED + " exports under way: wait for one to end.");
    }

    long kept =
        all.stream().filter(other -> other.status() == Status.DONE).mapToLong(Export::bytes).sum();
    if (kept + (unfinished + 1) * options.largest() > options.all()) {
      throw new AnsweredException(
          507,
          "There may be no room for another file (serve.exports-bytes): wait until others have"
              + " expired.");
    }

    keep(() -> store.save(export));
    one.execute(() -> make(export.id()));
  }

  Optional<Export> find(String id) {
    return get(() -> store.find(id)).map(this::asItIsNow);
  }

  /** One whose time is over is so at once. */
  private Export asItIsNow(Export export) {
    return export.status() == Status.DONE && export.expires() <= clock.millis()
        ? export.expired()
        : export;
  }

  InputStream open(Export export) {
    return get(() -> store.open(export));
  }

  /** An address that has its file without a key; empty where there is none. */
  Optional<String> link(Export export) {
    Duration left = Duration.ofMillis(export.expires() - clock.millis());
    Duration shortest = left.compareTo(SHORTEST_LINK) < 0 ? SHORTEST_LINK : left;
    return store.link(export, left.compareTo(LONGEST_LINK) > 0 ? LONGEST_LINK : shortest);
  }

  /** Returns when all that was taken so far is made, or has failed. */
  void await() throws InterruptedException {
    try {
      one.submit(() -> {}).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes one, unless that was done or it is gone. */
  void make(String id) {
    try {
      Optional<Export> export = store.find(id).filter(Export::isUnfinished);
      if (export.isPresent()) {
        run.make(export.get());
      }
    } catch (IOException | RuntimeException e) { // of which the next start is another try
      LOG.error("Export {} cannot be made", id, e);
    }
  }

  /** Removes files that have expired and, a while later, what is known of them. */
  void sweep() {
    long now = clock.millis();
    try {
      for (Export export : store.all()) {
        if (export.status() == Status.DONE && export.expires() <= now) {
          store.removeFile(export);
          store.save(export.expired());
        } else if (!export.isUnfinished()
            && export.status() != Status.DONE
            && Math.max(export.finished(), export.expires()) + options.keep().toMillis() <= now) {
          store.remove(export);
        }
      }
    } catch (IOException | RuntimeException e) { // the next sweep is another try
      LOG.error("Exports that have expired cannot be removed", e);
    }
  }

  private List<Export> all() {
    return get(store::all);
  }

  /** What is done with files. */
  private interface Action {
    void run() throws IOException;
  }

  /** What is read of files. */
  private interface Reading<T> {
    T get() throws IOException;
  }

  private static void keep(Action action) {
    get(
        () -> {
          action.run();
          return null;
        });
  }

  private static <T> T get(Reading<T> reading) {
    try {
      return reading.get();
    } catch (IOException e) {
      throw new UncheckedIOException("Exports cannot be read or written", e);
    }
  }

  /** Ends what is made: it is made anew with the next start. */
  @Override
  public void close() {
    looks.shutdownNow();
    run.stop();
    one.shutdown(); // without an interrupt, which would close the files that records are written to
    try {
      one.awaitTermination(LAST.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }

    store.close();
  }
}
