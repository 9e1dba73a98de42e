package io.eventlake.serve.exports;

import io.eventlake.lake.engine.CopyFormat;
import io.eventlake.serve.exports.Export.Status;
import io.eventlake.serve.http.Access;
import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.http.Answers;
import io.eventlake.serve.http.JsonBody;
import io.eventlake.serve.http.Routes;
import io.eventlake.serve.lake.HiddenException;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.Rights;
import io.eventlake.serve.lake.ServedLake;
import io.eventlake.serve.lake.Viewer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Exports of the tenant that asks; those of others are as if there were none. */
public final class ExportRoutes implements Routes {

  private static final Set<String> NAMES = Set.of("family", "format", "types", "from", "to", "sql");
  private static final int ID_BYTES = 16;

  private final Access access;
  private final ServedLake lake;
  private final Clock clock;

  /** Null where nothing is kept. */
  private final Exports exports;

  private final SecureRandom random = new SecureRandom();

  /**
   * @param exports null where nothing is kept
   */
  public ExportRoutes(Access access, ServedLake lake, Exports exports, Clock clock) {
    this.access = access;
    this.lake = lake;
    this.exports = exports;
    this.clock = clock;
  }

  @Override
  public void define(RoutesConfig to) {
    to.post("/analytics/export", kept(this::begin));
    to.get("/analytics/exports/{id}", kept(this::show));
    to.get("/analytics/exports/{id}/file", kept(this::file));
  }

  @Override
  public void start() {
    if (exports != null) {
      exports.start();
    }
  }

  @Override
  public void stop() {
    if (exports != null) {
      exports.close();
    }
  }

  /** What a route does for somebody. */
  private interface Answer {
    void to(Context request, Viewer viewer);
  }

  private Handler kept(Answer answer) {
    return request -> {
      Viewer viewer = access.viewer(request);
      if (exports == null) {
        throw new AnsweredException(
            501,
            "This server makes no files: start it with --set serve.state-dir=DIR, or with"
                + " serve.exports-to.");
      }

      request.header("Cache-Control", "no-store");
      answer.to(request, viewer);
    };
  }

  private void begin(Context request, Viewer viewer) {
    JsonBody body = new JsonBody(request, NAMES);
    CopyFormat format = format(body.required("format"));
    if (body.text("sql") != null && !viewer.admin()) {
      throw new AnsweredException(403, "sql needs a key with admin: leave it out for events.");
    }

    LakeState state = state(viewer, body.text("family"));
    String query = body.text("sql") == null ? EventsQuery.of(viewer, state, body) : sql(body);
    check(viewer, state, query);
    Export export =
        new Export(
            id(),
            viewer.tenant(),
            viewer.admin(),
            state.family(),
            format,
            query,
            Rights.of(viewer, state.family()),
            Status.WAITING,
            0,
            null,
            null,
            0,
            0,
            clock.millis(),
            0,
            0);
    exports.take(export);
    request.header("Location", "/analytics/exports/" + export.id());
    Answers.write(request, 202, described(export));
  }

  private static String sql(JsonBody body) {
    if (!body.texts("types").isEmpty() || body.text("from") != null || body.text("to") != null) {
      throw new AnsweredException(400, "sql says all: leave types, from and to out.");
    }

    return body.text("sql");
  }

  /** What is wrong with it is told at once. */
  private void check(Viewer viewer, LakeState state, String query) {
    lake.ask(viewer, state, engine -> engine.columns(query));
  }

  private void show(Context request, Viewer viewer) {
    Answers.write(request, described(own(request, viewer)));
  }

  private void file(Context request, Viewer viewer) {
    Export export = own(request, viewer);
    if (export.status() == Status.EXPIRED) {
      throw new AnsweredException(410, "The file has expired: export anew.");
    } else if (export.status() != Status.DONE) {
      throw new AnsweredException(
          409, "There is no file: GET /analytics/exports/" + export.id() + " tells how far it is.");
    }

    Optional<String> link = exports.link(export);
    if (link.isPresent()) {
      request.redirect(link.get());
      return;
    }

    request
        .contentType(type(export.format()))
        .header("Content-Length", String.valueOf(export.bytes()))
        .header(
            "Content-Disposition",
            "attachment; filename=\"" + export.id() + "." + extension(export.format()) + "\"")
        .result(exports.open(export));
  }

  /** One of who asks, and of which the key may still see all. */
  private Export own(Context request, Viewer viewer) {
    if (!request.queryParamMap().isEmpty()) {
      throw new AnsweredException(400, "There are no parameters.");
    }

    return Optional.of(request.pathParam("id"))
        .filter(id -> id.matches("[0-9a-z]{1,64}")) // it is part of a file's name
        .flatMap(exports::find)
        .filter(export -> export.tenant().equals(viewer.tenant()))
        .filter(export -> viewer.admin() || !export.admin())
        .filter(export -> export.rights().areWithin(viewer, export.family()))
        .orElseThrow(() -> new HiddenException("There is no such export, or not any more."));
  }

  private Map<String, Object> described(Export export) {
    boolean isThere = export.status() == Status.DONE;
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", export.id());
    answer.put("family", export.family());
    answer.put("format", export.format().name().toLowerCase(Locale.ROOT));
    answer.put("status", export.status().name().toLowerCase(Locale.ROOT));
    answer.put("reason", export.reason());
    answer.put("attempts", export.attempts());
    answer.put("asOf", export.asOf());
    answer.put("rows", isThere ? export.rows() : null);
    answer.put("bytes", isThere ? export.bytes() : null);
    answer.put("created", time(export.created()));
    answer.put("finished", time(export.finished()));
    answer.put("expires", time(export.expires()));
    answer.put(
        "url",
        isThere
            ? exports.link(export).orElse("/analytics/exports/" + export.id() + "/file")
            : null);
    return answer;
  }

  private LakeState state(Viewer viewer, String family) {
    List<String> all = lake.families().stream().filter(viewer::sees).toList();
    if (family == null && all.size() != 1) {
      throw new AnsweredException(400, "family is missing: give one of " + all + ".");
    }

    return lake.state(viewer, family == null ? all.get(0) : family);
  }

  private static CopyFormat format(String word) {
    for (CopyFormat format : CopyFormat.values()) {
      if (format.name().toLowerCase(Locale.ROOT).equals(word)) {
        return format;
      }
    }

    throw new AnsweredException(400, "format is json, csv or parquet.");
  }

  private static String type(CopyFormat format) {
    switch (format) {
      case CSV:
        return "text/csv; charset=utf-8";
      case JSON:
        return "application/x-ndjson";
      default:
        return "application/vnd.apache.parquet";
    }
  }

  private static String extension(CopyFormat format) {
    return format == CopyFormat.JSON ? "ndjson" : format.name().toLowerCase(Locale.ROOT);
  }

  private static String time(long millis) {
    return millis == 0 ? null : Instant.ofEpochMilli(millis).toString();
  }

  private String id() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
