package io.eventlake.family.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.eventlake.family.contract.CanonicalJson.Member;
import io.eventlake.json.JsonText;
import io.eventlake.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A record that holds several events, taken apart: where each of them stands. */
final class Batch {

  /** The array's name in the record's object; null where the array is the record. */
  private final String name;

  private final JsonText record;

  /** What stands beside the array. */
  private final List<Member> beside = new ArrayList<>(0);

  /** Start and end of each event in the record's text. */
  private final List<int[]> events = new ArrayList<>();

  private boolean repeated;

  private Batch(String name, JsonText record) {
    this.name = name;
    this.record = record;
  }

  /** Null for a record that is no batch, or no JSON at all: whoever reads it as one event says. */
  static Batch of(JsonText record, Batches batches) {
    if (!batches.arrays && !names(record, batches)) {
      return null;
    }

    try (JsonParser json = StrictJson.parser(record)) {
      Batch batch = null;
      JsonToken first = json.nextToken();
      if (first == JsonToken.START_ARRAY && batches.arrays) {
        batch = new Batch(null, record);
        batch.readArray(json);
      } else if (first == JsonToken.START_OBJECT && names(record, batches)) {
        batch = ofObject(json, record, batches);
      }

      return batch != null && json.nextToken() == null ? batch : null;
    } catch (JsonProcessingException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("Reading a record from memory failed", e);
    }
  }

  /** A quick look, so that a record of one event is read once. */
  private static boolean names(JsonText record, Batches batches) {
    for (String name : batches.names) {
      if (record.contains('"' + name + '"')) {
        return true;
      }
    }

    return false;
  }

  private static Batch ofObject(JsonParser json, JsonText record, Batches batches)
      throws IOException {
    CanonicalJson canonical = new CanonicalJson();
    List<Member> others = new ArrayList<>();
    Batch batch = null;
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken token = json.nextToken();
      if (!batches.has(name) || token != JsonToken.START_ARRAY) {
        others.add(new Member(name, canonical.of(json)));
      } else if (batch == null) {
        batch = new Batch(name, record);
        batch.readArray(json);
      } else {
        batch.repeated = true;
        json.skipChildren();
      }
    }

    if (batch != null) {
      batch.beside.addAll(others);
    }

    return batch;
  }

  private void readArray(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      int start = (int) json.currentTokenLocation().getCharOffset();
      json.skipChildren();
      json.finishToken();
      events.add(new int[] {start, (int) json.currentLocation().getCharOffset()});
    }
  }

  int count() {
    return events.size();
  }

  /** What stands beside the events, canonical. */
  List<Member> beside() {
    return beside;
  }

  /** Why the batch as a whole is none, or null. */
  Rejection fault() {
    if (repeated) {
      return Rejection.ofBatch(pointer(), "The record has more than one array of events.");
    }

    return events.isEmpty() ? Rejection.ofBatch(pointer(), "The record holds no event.") : null;
  }

  /** JSON pointer of an event within the record. */
  String pointer(int index) {
    return pointer() + "/" + index;
  }

  private String pointer() {
    return name == null ? "" : "/" + name;
  }

  /** The text of one event. */
  JsonText event(int index) {
    int[] range = events.get(index);
    return record.part(record.start() + range[0], record.start() + range[1]);
  }

  /**
   * A record with one event alone.
   *
   * @param event its JSON
   * @param whole whether what stands beside the events may be kept
   */
  byte[] alone(byte[] event, boolean whole) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(event.length + 64);
    bytes.writeBytes(utf8(name == null ? "[" : "{\"" + name + "\":["));
    bytes.writeBytes(event);
    StringBuilder end = new StringBuilder("]");
    if (name != null) {
      for (Member member : whole ? beside : List.<Member>of()) {
        end.append(',').append(member);
      }
      end.append('}');
    }

    bytes.writeBytes(utf8(end.toString()));
    return bytes.toByteArray();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
