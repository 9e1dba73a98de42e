package io.eventlake.service;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A file of a page: the same for everybody, read and packed when it is first asked for. */
public final class PageFile {

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8");

  private final String type;
  private final List<String> resources;

  /** Packed by gzip; null until it is asked for. */
  private byte[] packed;

  private String tag;

  private PageFile(List<String> resources) {
    String first = resources.get(0);
    this.type = TYPES.get(first.substring(first.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    this.resources = resources;
  }

  /**
   * Answers a path with resources, one after the other.
   *
   * @param resources whose endings say what they are: html, js or css
   */
  public static void define(RoutesConfig to, String path, String... resources) {
    to.get(path, new PageFile(List.of(resources))::answer);
  }

  private void answer(Context request) {
    load();
    request.header("ETag", tag);
    request.header("Cache-Control", "no-cache");
    request.header("Vary", "Accept-Encoding");
    request.header("X-Content-Type-Options", "nosniff");
    request.header("X-Frame-Options", "DENY");
    if (tag.equals(request.header("If-None-Match"))) {
      request.status(304);
      return;
    }

    request.contentType(type);
    String packings = request.header("Accept-Encoding");
    if (packings != null && packings.contains("gzip")) {
      request.header("Content-Encoding", "gzip").result(packed);
    } else {
      request.result(read());
    }
  }

  private synchronized void load() {
    if (packed == null) {
      byte[] whole = read();
      tag = "\"" + hash(whole) + "\"";
      packed = gzip(whole);
    }
  }

  private byte[] read() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (String resource : resources) {
      try (InputStream in = PageFile.class.getResourceAsStream(resource)) {
        in.transferTo(whole);
        whole.write('\n');
      } catch (IOException e) {
        throw new UncheckedIOException("A resource cannot be read", e);
      }
    }

    return whole.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }

    return packed.toByteArray();
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
