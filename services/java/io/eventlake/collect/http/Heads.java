package io.eventlake.collect.http;

import io.eventlake.collect.config.CollectOptions;
import io.eventlake.collect.intake.CollectedFamily;
import io.eventlake.collect.intake.RequestHead;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads what a request says beside its body. */
final class Heads {

  /** Of addresses, so that no name is looked up. */
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

  private final int proxies;
  private final String countryHeader;
  private final Clock clock;

  Heads(CollectOptions options, Clock clock) {
    this.proxies = options.proxies;
    this.countryHeader =
        options.countryHeader == null ? null : options.countryHeader.toLowerCase(Locale.ROOT);
    this.clock = clock;
  }

  RequestHead of(Context request, CollectedFamily otherwise) {
    Map<String, String> headers = headers(request);
    return new RequestHead(
        mediaType(headers.get("content-type")),
        headers,
        family(request),
        otherwise,
        address(request, headers.get("x-forwarded-for")),
        country(headers),
        clock.millis());
  }

  private static Map<String, String> headers(Context request) {
    Map<String, String> headers = new HashMap<>();
    Enumeration<String> names = request.req().getHeaderNames();
    while (names.hasMoreElements()) {
      String name = names.nextElement();
      headers.put(
          name.toLowerCase(Locale.ROOT),
          String.join(",", Collections.list(request.req().getHeaders(name))));
    }

    return headers;
  }

  private static String mediaType(String contentType) {
    return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static CollectedFamily family(Context request) {
    String word = request.queryParam("family");
    return word == null
        ? null
        : CollectedFamily.named(word)
            .orElseThrow(
                () ->
                    new AnsweredException(
                        400,
                        "There is no such family: name one of " + CollectedFamily.words() + "."));
  }

  /** What proxies add stands at the end, and what a client wrote itself before it. */
  private InetAddress address(Context request, String forwarded) {
    String text = request.req().getRemoteAddr();
    if (proxies > 0 && forwarded != null) {
      String[] added = forwarded.split(",");
      text = added[Math.max(0, added.length - proxies)].strip();
    }

    // Of IPv6 it may stand in brackets.
    text = text.replaceAll("[\\[\\]]", "");
    try {
      return ADDRESS.matcher(text).matches() ? InetAddress.getByName(text) : null;
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private String country(Map<String, String> headers) {
    String country = countryHeader == null ? null : headers.get(countryHeader);
    return country != null && COUNTRY.matcher(country).matches() ? country : null;
  }
}
