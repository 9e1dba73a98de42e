package io.eventlake.serve.exports;

import io.eventlake.config.SizeWords;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.lake.engine.EndedStatementException;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.StatementFailedException;
import io.eventlake.lake.sql.SqlException;
import io.eventlake.serve.config.ExportOptions;
import io.eventlake.serve.http.Answers;
import io.eventlake.serve.lake.HiddenException;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.ServedLake;
import io.eventlake.serve.lake.Viewer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.configuration.MemorySize;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the file of an export. Whatever interrupts it, it can be begun anew. */
final class ExportRun {

  private static final Logger LOG = LoggerFactory.getLogger(ExportRun.class);

  private static final int MOST_ATTEMPTS = 3;

  /** The statement that runs, where it writes to, and whether that became too much. */
  private record Writing(LakeEngine engine, Path file, AtomicBoolean tooLarge) {}

  private final ServedLake lake;
  private final ExportStore store;
  private final ExportOptions options;
  private final Clock clock;
  private final AtomicReference<Writing> writing = new AtomicReference<>();
  private volatile boolean stopped;

  ExportRun(ServedLake lake, ExportStore store, ExportOptions options, Clock clock) {
    this.lake = lake;
    this.store = store;
    this.options = options;
    this.clock = clock;
  }

  /**
   * Makes it.
   *
   * @throws IOException when what became of it cannot be kept
   */
  void make(Export wanted) throws IOException {
    if (stopped) {
      return;
    }

    if (wanted.attempts() >= MOST_ATTEMPTS) {
      store.save(
          wanted.failed(
              "serve ended "
                  + MOST_ATTEMPTS
                  + " times while this was made, perhaps because of it: ask for less.",
              clock.millis()));
      return;
    }

    Viewer viewer =
        wanted.admin() ? Viewer.ANYBODY : wanted.rights().viewer(wanted.tenant(), wanted.family());
    Export export = wanted;
    AtomicBoolean tooLarge = new AtomicBoolean();
    try {
      LakeState state = lake.state(viewer, wanted.family());
      export = wanted.running(Answers.asOf(state, clock));
      store.save(export);
      Path file = store.work(export);
      long rows = write(viewer, state, export, file, tooLarge);
      long bytes = Files.size(file);
      if (tooLarge.get() || bytes > options.largest()) {
        fail(export, tooLarge());
        return;
      }

      store.keep(export);
      long now = clock.millis();
      store.save(export.done(rows, bytes, now, now + options.keep().toMillis()));
    } catch (LakeException
        | SqlException
        | StatementFailedException
        | HiddenException
        | IOException e) {
      if (stopped) {
        return; // it is begun anew with the next start
      }

      LOG.info("Export {} failed", export.id(), e);
      fail(export, tooLarge.get() ? tooLarge() : told(e));
    }
  }

  private void fail(Export export, String why) throws IOException {
    Files.deleteIfExists(store.work(export));
    store.save(export.failed(why, clock.millis()));
  }

  private long write(
      Viewer viewer, LakeState state, Export export, Path file, AtomicBoolean tooLarge) {
    return lake.askApart(
        viewer,
        state,
        engine -> {
          writing.set(new Writing(engine, file, tooLarge));
          try {
            return engine.write(export.query(), export.format(), file);
          } finally {
            writing.set(null);
          }
        });
  }

  /** Ends what has grown too large; for another thread, now and then. */
  void look() {
    Writing now = writing.get();
    try {
      if (now != null && Files.exists(now.file()) && Files.size(now.file()) > options.largest()) {
        now.tooLarge().set(true);
        now.engine().cancel();
      }
    } catch (IOException e) {
      LOG.debug("It was finished meanwhile", e);
    }
  }

  /** Ends what runs; it stays to be made. */
  void stop() {
    stopped = true;
    Writing now = writing.get();
    if (now != null) {
      now.engine().cancel();
    }
  }

  private String tooLarge() {
    return "The file grew larger than serve.export-bytes allows, "
        + SizeWords.text(new MemorySize(options.largest()))
        + ": ask for less, such as fewer days.";
  }

  /** What failed may be told, what lies where may not. */
  private static String told(Exception e) {
    boolean isTold =
        e instanceof SqlException
            || e instanceof StatementFailedException
            || e instanceof HiddenException
            || e instanceof EndedStatementException;
    return isTold
        ? e.getMessage()
        : "The lake cannot be read, or the file cannot be written, just now; the log of serve says"
            + " why. Ask again later.";
  }
}
