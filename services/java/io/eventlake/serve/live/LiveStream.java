package io.eventlake.serve.live;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.lake.engine.StatementFailedException;
import io.eventlake.lake.sql.SqlException;
import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.http.Answers;
import io.eventlake.serve.lake.BusyException;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.ServedLake;
import io.eventlake.serve.lake.Viewer;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Server-sent events: the page of a family, whenever something was committed. */
final class LiveStream {

  private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);

  /** Each takes a thread of the endpoint. */
  private static final int MOST = 50;

  private static final Duration POLL = Duration.ofSeconds(1);

  /** Polls of one stream; the page asks for another, with a key that is still known. */
  private static final int LENGTH = 600;

  private final ServedLake lake;
  private final LiveView view;
  private final Clock clock;
  private final Semaphore free = new Semaphore(MOST);

  LiveStream(ServedLake lake, LiveView view, Clock clock) {
    this.lake = lake;
    this.view = view;
    this.clock = clock;
  }

  /**
   * Writes until the reader goes, or the endpoint ends.
   *
   * @throws AnsweredException when too many read already
   */
  void write(Context request, Viewer viewer, String family) {
    // What the first answer would be a status for is one.
    LakeState state = lake.state(viewer, family);
    Map<String, Object> parts = view.of(viewer, state);
    if (!free.tryAcquire()) {
      throw new AnsweredException(503, "Too many live pages are open: close one.");
    }

    try {
      request.contentType("text/event-stream").header("Cache-Control", "no-store");
      OutputStream out = request.res().getOutputStream();
      send(out, "state", page(state, parts));
      follow(out, viewer, state);
    } catch (IOException e) {
      LOG.debug("A live page was closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      free.release();
    }
  }

  private void follow(OutputStream out, Viewer viewer, LakeState first)
      throws IOException, InterruptedException {
    String known = first.version();
    for (int poll = 1; poll < LENGTH; poll++) {
      Thread.sleep(POLL.toMillis());
      try {
        LakeState state = lake.state(viewer, first.family());
        if (!state.version().equals(known)) {
          send(out, "state", page(state, view.of(viewer, state)));
          known = state.version();
        } else {
          // So that a reader who has gone is found out, too.
          send(out, "still", Map.of("now", clock.instant().toString()));
        }
      } catch (LakeException | BusyException | SqlException | StatementFailedException e) {
        LOG.warn("The live page is not told of the lake", e);
        send(out, "fault", Map.of("error", "The lake cannot be read just now."));
      }
    }
  }

  private Map<String, Object> page(LakeState state, Map<String, Object> parts) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("now", clock.instant().toString());
    page.put("asOf", Answers.asOf(state, clock));
    page.putAll(parts);
    return page;
  }

  private static void send(OutputStream out, String event, Object data) throws IOException {
    out.write(("event: " + event + "\ndata: ").getBytes(StandardCharsets.UTF_8));
    out.write(Answers.json(data));
    out.write("\n\n".getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
