package io.eventlake.collect.intake;

import java.net.InetAddress;
import java.util.Map;

/**
 * What a request says beside its body.
 *
 * @param mediaType lower case, without parameters; empty where none is given
 * @param headers by their names in lower case
 * @param family what its events are by the request itself, or null
 * @param otherwise what they are where nothing says so
 * @param address the client's, whole: no more than its network leaves the intake; null where
 *     unknown
 * @param country of the client, ISO 3166-1 alpha-2, or null
 * @param receivedMillis epoch milliseconds
 */
public record RequestHead(
    String mediaType,
    Map<String, String> headers,
    CollectedFamily family,
    CollectedFamily otherwise,
    InetAddress address,
    String country,
    long receivedMillis) {

  String header(String name) {
    return headers.get(name);
  }
}
