package io.eventlake.serve.analytics;

import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.http.Answers;
import io.eventlake.serve.http.Routes;
import io.eventlake.table.ResourceFolder;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The contracts of the events, for everybody: a version never changes. */
public final class SchemaRoutes implements Routes {

  private static final Pattern FILE =
      Pattern.compile("schemas/([a-z]+)/(?!rejected-)([a-z_]+)-(\\d+)\\.json");

  /** By family, type and version, with slashes between them: the resource. */
  private final Map<String, String> schemas = new TreeMap<>();

  private final List<Map<String, String>> list = new ArrayList<>();

  public SchemaRoutes() {
    for (String file : ResourceFolder.files(getClass().getClassLoader(), "schemas/")) {
      Matcher name = FILE.matcher(file);
      if (name.matches()) {
        String key = name.group(1) + "/" + name.group(2) + "/" + name.group(3);
        schemas.put(key, file);
        list.add(
            Map.of(
                "family", name.group(1),
                "type", name.group(2),
                "version", name.group(3),
                "href", "/v1/schemas/" + key));
      }
    }
  }

  @Override
  public void define(RoutesConfig to) {
    to.get("/v1/schemas", request -> Answers.write(request, Map.of("schemas", list)));
    to.get("/v1/schemas/{family}/{type}/{version}", this::schema);
  }

  private void schema(Context request) {
    String file =
        schemas.get(
            request.pathParam("family")
                + "/"
                + request.pathParam("type")
                + "/"
                + request.pathParam("version"));
    if (file == null) {
      throw new AnsweredException(404, "There is no such schema: GET /v1/schemas lists them.");
    }

    request.header("Cache-Control", "public, max-age=31536000, immutable");
    request.contentType("application/schema+json").result(read(file));
  }

  private static byte[] read(String file) {
    try (InputStream in = SchemaRoutes.class.getResourceAsStream("/" + file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("A resource cannot be read", e);
    }
  }
}
