package io.eventlake.serve.graphql;

import io.eventlake.serve.http.Routes;
import io.eventlake.service.PageFile;
import io.javalin.config.RoutesConfig;
import java.util.List;

/** {@code GET /graphiql}: a page to write GraphQL on. It has no data, and asks with a key. */
public final class GraphiQlPage implements Routes {

  private static final String FOLDER = "/serve/graphiql/";

  /** The page's own, and of the libraries what {@code services/pages} installs. */
  private static final List<String> FILES =
      List.of(
          "page.js",
          "page.css",
          "graphiql.min.js",
          "graphiql.min.css",
          "react.production.min.js",
          "react-dom.production.min.js");

  @Override
  public void define(RoutesConfig to) {
    PageFile.define(to, "/graphiql", FOLDER + "page.html");
    FILES.forEach(file -> PageFile.define(to, "/graphiql/" + file, FOLDER + file));
  }
}
