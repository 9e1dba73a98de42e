package io.eventlake.serve.http;

import io.javalin.config.RoutesConfig;

/** Routes of one subject. */
public interface Routes {

  /** Adds them; each tells its caller by {@link Access} before it does anything else. */
  void define(RoutesConfig to);

  /** Begins what they do beside answering, once the endpoint listens. */
  default void start() {}

  /** Ends that, when nothing is answered any more. */
  default void stop() {}
}
