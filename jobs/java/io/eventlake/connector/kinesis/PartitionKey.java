package io.eventlake.connector.kinesis;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What keeps the events of a session in order: the first text that a record has under one of its
 * family's pointers; of a record that is an array of events, that of the first. For a record that
 * has none, a hash of it.
 */
final class PartitionKey {

  /** The most that Kinesis takes, in characters. */
  private static final int MAX_LENGTH = 256;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonPointer> pointers;

  /**
   * @param pointers JSON pointers within an event, in the order in which they count
   */
  PartitionKey(List<String> pointers) {
    this.pointers = pointers.stream().map(JsonPointer::compile).collect(Collectors.toList());
  }

  String of(byte[] record) {
    try {
      JsonNode content = JSON.readTree(record);
      if (content != null) {
        JsonNode event = content.isArray() ? content.path(0) : content;
        for (JsonPointer pointer : pointers) {
          JsonNode id = event.at(pointer);
          if (id.isTextual() && !id.asText().isEmpty() && id.asText().length() <= MAX_LENGTH) {
            return id.asText();
          }
        }
      }
    } catch (IOException e) {
      // Not JSON: a record all the same, which the job is to reject.
      return hash(record);
    }

    return hash(record);
  }

  private static String hash(byte[] record) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(record);
      return new BigInteger(1, digest).toString(Character.MAX_RADIX);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
