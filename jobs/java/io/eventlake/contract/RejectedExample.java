package io.eventlake.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import java.nio.charset.StandardCharsets;

/** A record that breaks a contract. */
public final class RejectedExample {

  /** Any time: it decides nothing. */
  private static final long ARRIVAL_MILLIS = 1_769_851_800_000L;

  private final RejectReason reason;
  private final String what;
  private final String text;
  private final long bytes;
  private final String beyondSchema;

  RejectedExample(JsonNode json) {
    reason = RejectReason.valueOf(json.path("reason").asText());
    what = json.path("what").asText();
    text = json.path("record").asText();
    bytes = json.path("bytes").asLong(text.getBytes(StandardCharsets.UTF_8).length);
    beyondSchema = json.path("beyond_schema").asText();
  }

  public RejectReason reason() {
    return reason;
  }

  /** What is wrong with it, a sentence. */
  public String what() {
    return what;
  }

  /** The record; empty for one that is too large to be shown. */
  public String text() {
    return text;
  }

  /** Why a JSON Schema cannot say it, a sentence; empty where it does. */
  public String beyondSchema() {
    return beyondSchema;
  }

  /** As a source would hand it over. */
  public RawRecord record() {
    RawRecord record =
        new RawRecord(text.getBytes(StandardCharsets.UTF_8), "", "1", 0, ARRIVAL_MILLIS, true);
    record.payloadBytes = bytes;
    return record;
  }
}
