package io.eventlake.serve.http;

import java.util.Set;
import java.util.TreeSet;

/** Methods and paths that a server answers. */
public final class Routing {

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");

  private Routing() {}

  /** Of a server. */
  public static Set<String> of(ServeServer server) {
    Set<String> routes = new TreeSet<>();
    server
        .javalin()
        .unsafe
        .internalRouter
        .allHttpHandlers()
        .forEach(
            handler -> {
              if (METHODS.contains(handler.endpoint.method.name())) {
                routes.add(handler.endpoint.method.name() + " " + handler.endpoint.path);
              }
            });
    return routes;
  }
}
