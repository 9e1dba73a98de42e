package io.eventlake.lake.athena.scalar;

import static org.duckdb.DuckDBColumnType.BIGINT;
import static org.duckdb.DuckDBColumnType.VARCHAR;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.duckdb.DuckDBColumnType;

/** Parts of URLs: null of what is no URL, empty where a URL has no such part. */
final class Urls {

  private Urls() {}

  static void addTo(Registry registry) {
    part(registry, "athena_url_host", VARCHAR, url -> text(url.getHost()));
    part(registry, "athena_url_path", VARCHAR, url -> text(url.getPath()));
    part(registry, "athena_url_query", VARCHAR, url -> text(url.getQuery()));
    part(registry, "athena_url_fragment", VARCHAR, url -> text(url.getFragment()));
    part(registry, "athena_url_protocol", VARCHAR, url -> text(url.getScheme()));
    part(
        registry,
        "athena_url_port",
        BIGINT,
        url -> url.getPort() < 0 ? null : (long) url.getPort());
    registry
        .add("athena_url_parameter", VARCHAR, Urls::parameter, VARCHAR, VARCHAR)
        .add("athena_url_encode", VARCHAR, row -> encode((String) row[0]), VARCHAR)
        .add("athena_url_decode", VARCHAR, row -> decode((String) row[0]), VARCHAR);
  }

  private static void part(
      Registry registry, String name, DuckDBColumnType type, Function<URI, Object> part) {
    registry.add(
        name,
        type,
        row -> {
          URI url = url((String) row[0]);
          return url == null ? null : part.apply(url);
        },
        VARCHAR);
  }

  private static URI url(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static String text(String part) {
    return part == null ? "" : part;
  }

  private static Object parameter(Object[] row) {
    URI url = url((String) row[0]);
    if (url == null || url.getRawQuery() == null) {
      return null;
    }

    for (String pair : url.getRawQuery().split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (!pair.isEmpty() && decode(name).equals(row[1])) {
        return equals < 0 ? "" : decode(pair.substring(equals + 1));
      }
    }

    return null;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ScalarFault("'" + text + "' is not encoded as a part of a URL is");
    }
  }
}
