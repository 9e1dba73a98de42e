package io.eventlake.collect.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes the message of an aggregate apart; shares no code with what writes it. */
final class AggregateReader {

  private final byte[] message;
  private final List<String> keys = new ArrayList<>();
  private String edge = "";
  private int at;

  AggregateReader(byte[] message) {
    this.message = message;
  }

  /** Of each record its key and its text, with an equals sign between. */
  List<String> records() {
    List<String> records = new ArrayList<>();
    while (at < message.length) {
      int tag = number();
      byte[] field = bytes();
      if (tag == 0x0A) {
        keys.add(new String(field, UTF_8));
      } else if (tag == 0x1A) {
        AggregateReader record = new AggregateReader(field);
        expect(record.number() == 0x08);
        String key = keys.get(record.number());
        expect(record.number() == 0x1A);
        records.add(key + "=" + new String(record.bytes(), UTF_8));
        expect(record.at == field.length);
      } else if (tag == (1_000 << 3 | 2)) {
        edge = new String(field, UTF_8);
      } else {
        throw new AssertionError("field " + tag);
      }
    }

    return records;
  }

  /** What is told of their numbers, once they are read. */
  String edge() {
    return edge;
  }

  private static void expect(boolean fits) {
    if (!fits) {
      throw new AssertionError("no record of an aggregate");
    }
  }

  private byte[] bytes() {
    int length = number();
    at += length;
    return Arrays.copyOfRange(message, at - length, at);
  }

  private int number() {
    int number = 0;
    int shift = 0;
    byte next;
    do {
      next = message[at++];
      number |= (next & 0x7F) << shift;
      shift += 7;
    } while (next < 0);
    return number;
  }
}
