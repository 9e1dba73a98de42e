package io.eventlake.serve.http;

import io.javalin.config.RoutesConfig;

/** Routes of one subject. */
public interface Routes {

  /** Adds them; each tells its caller by {@link Access} before it does anything else. */
  void define(RoutesConfig to);
}
