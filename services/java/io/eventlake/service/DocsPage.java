package io.eventlake.service;

import io.javalin.config.RoutesConfig;

/**
 * {@code GET /docs}: {@code openapi.json} to be read, and tried with a key of one's own; it loads
 * nothing from elsewhere.
 */
public final class DocsPage {

  private static final String SCALAR = "/META-INF/resources/webjars/scalar/scalar.js";

  private DocsPage() {}

  /** Adds the page and what it runs. */
  public static void define(RoutesConfig to) {
    PageFile.define(to, "/docs", "/service/docs/page.html");
    PageFile.define(to, "/docs/docs.js", "/service/docs/docs.js");
    PageFile.define(to, "/docs/scalar.js", SCALAR);
  }
}
