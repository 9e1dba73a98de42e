package io.eventlake.collect.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.collect.config.CollectOptions;
import io.eventlake.config.OptionGroups;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

/** Requests as tests send them, and what they are taken by. */
final class Requests {

  static final ObjectMapper JSON = new ObjectMapper();

  static final String VIEW =
      "{\"event_type\":\"page_view\",\"ts\":\"2026-01-31T09:30:00Z\","
          + "\"privacy\":{\"analytics\":true},\"session\":{\"session_id\":\"s-1\"}}";

  static final String CLOUD_EVENT =
      "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\","
          + "\"time\":\"2026-04-01T10:00:00Z\",\"data\":{\"event_type\":\"page_view\","
          + "\"page_url\":\"https://a.example/\",\"session_id\":\"s-2\"}}";

  /** 2026-01-31T09:30:01Z. */
  static final long RECEIVED = 1_769_851_801_000L;

  private Requests() {}

  static Intake intake(boolean sendRejected) {
    return new Intake(
        OptionGroups.none().batch("collect", List.of(CollectOptions.GROUP)).parseDecode(Map.of()),
        100,
        sendRejected,
        2);
  }

  static RequestHead head(String mediaType) {
    return head(mediaType, Map.of(), null, "203.0.113.77");
  }

  static RequestHead head(
      String mediaType, Map<String, String> headers, CollectedFamily family, String address) {
    return new RequestHead(
        mediaType, headers, family, CollectedFamily.WEB, address(address), "DE", RECEIVED);
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Taken take(String mediaType, String body) {
    return intake(true).take(head(mediaType), body.getBytes(UTF_8));
  }

  static JsonNode json(OutgoingRecord record) {
    try {
      return JSON.readTree(record.data());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(OutgoingRecord record) {
    return new String(record.data(), UTF_8);
  }

  /** A document of the contracts that producers are given. */
  static JsonNode schema(String name) {
    try (InputStream in =
        Requests.class.getClassLoader().getResourceAsStream("schemas/" + name + ".json")) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
