package io.eventlake.connector.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What keeps the events of a session in order: its id, else the event's id (reference, section 2:
 * partition key); for a record that has neither, a hash of it.
 */
final class PartitionKey {

  /** The most that Kinesis takes, in characters. */
  private static final int MAX_LENGTH = 256;

  private static final ObjectMapper JSON = new ObjectMapper();

  private PartitionKey() {}

  static String of(byte[] record) {
    try {
      JsonNode event = JSON.readTree(record);
      if (event != null) {
        for (JsonNode id :
            new JsonNode[] {event.at("/session/session_id"), event.at("/event_id")}) {
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
