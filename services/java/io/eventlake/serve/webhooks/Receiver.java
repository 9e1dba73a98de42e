package io.eventlake.serve.webhooks;

import io.eventlake.serve.http.AnsweredException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.stream.Stream;

/** The address of a receiver, as somebody gives it. */
final class Receiver {

  private static final int MOST_CHARACTERS = 2_048;
  private static final int PORTS = 1 << 16;

  private final CheckedResolver resolver;
  private final boolean loopback;

  /**
   * @param loopback whether this machine may be called, and then without TLS
   */
  Receiver(CheckedResolver resolver, boolean loopback) {
    this.resolver = resolver;
    this.loopback = loopback;
  }

  /**
   * Looks at it once more for each connection.
   *
   * @throws AnsweredException 400 where it is none that is called
   */
  String require(String url) {
    URI uri = parse(url);
    if (uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawFragment() != null
        || uri.getPort() == 0
        || uri.getPort() >= PORTS
        || !Stream.of("https", "http").anyMatch(scheme -> scheme.equals(uri.getScheme()))) {
      throw wrong("is no address such as https://receiver.example/events");
    }

    InetAddress[] all = resolve(uri.getHost());
    boolean isHere = Stream.of(all).allMatch(InetAddress::isLoopbackAddress);
    if (uri.getScheme().equals("http") && !(loopback && isHere)) {
      throw wrong("has to begin with https://");
    }

    return url;
  }

  private InetAddress[] resolve(String host) {
    try {
      return resolver.resolve(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
    } catch (CheckedResolver.ForbiddenAddressException e) {
      throw wrong(
          "has a host with an address that is not public"
              + (loopback
                  ? ""
                  : "; of this machine they are taken with serve.webhooks-loopback=true"));
    } catch (UnknownHostException e) {
      throw wrong("has a host that is not known");
    }
  }

  private static URI parse(String url) {
    try {
      if (url.length() <= MOST_CHARACTERS) {
        return new URI(url);
      }
    } catch (URISyntaxException e) {
      throw wrong("is no address such as https://receiver.example/events");
    }

    throw wrong("has more than " + MOST_CHARACTERS + " characters");
  }

  private static AnsweredException wrong(String what) {
    return new AnsweredException(400, "url " + what + ".");
  }
}
