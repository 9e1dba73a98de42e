package io.eventlake.family.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventlake.event.RawRecord;
import io.eventlake.operator.decode.EventDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Records of one kind under {@code fixtures/web}, and what must become of them. */
final class Fixture {

  private static final String[] NAMES = {
    "page_view",
    "chart_interaction",
    "affiliate_click",
    "no_consent",
    "malformed_json",
    "invalid_encoding",
    "missing_field",
    "wrong_type",
    "bad_enum",
    "bad_timestamp",
    "bad_id",
    "bad_version",
    "out_of_range",
    "oversized",
    "personal_id",
    "absent_ids",
    "addresses",
    "masked",
    "too_deep"
  };

  /** Record size limit that the fixtures are made for, bytes. */
  private static final int MAX_RECORD_BYTES = 2_000;

  final String name;

  private Fixture(String name) {
    this.name = name;
  }

  static List<Fixture> all() {
    List<Fixture> fixtures = new ArrayList<>();
    for (String name : NAMES) {
      fixtures.add(new Fixture(name));
    }

    return fixtures;
  }

  /**
   * Writes what the decoder says now as what is expected, into the directory given. For a change
   * that is meant: the difference is what a review reads.
   */
  public static void main(String[] directory) throws IOException {
    for (Fixture fixture : all()) {
      Files.write(
          Path.of(directory[0], fixture.name + ".expected.ndjson"), fixture.actual(), UTF_8);
    }
  }

  /** Lines of what the decoder says, one per record. */
  List<String> actual() {
    EventDecoder decoder = Decoded.decoder(MAX_RECORD_BYTES);
    List<String> actual = new ArrayList<>();
    for (byte[] payload : records()) {
      RawRecord record = Decoded.record(payload);
      record.sequenceNumber = Integer.toString(actual.size() + 1);
      actual.add(Decoded.of(decoder, record).json().toString());
    }

    return actual;
  }

  /** Records as bytes: not all of them are text. */
  List<byte[]> records() {
    return lines(name + ".input.ndjson");
  }

  /** Lines of what is expected, one per record. */
  List<String> expected() {
    List<String> expected = new ArrayList<>();
    for (byte[] line : lines(name + ".expected.ndjson")) {
      expected.add(new String(line, UTF_8));
    }

    return expected;
  }

  private static List<byte[]> lines(String file) {
    List<byte[]> lines = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (byte b : read(file)) {
      if (b == '\n') {
        lines.add(line.toByteArray());
        line.reset();
      } else {
        line.write(b);
      }
    }

    return lines;
  }

  private static byte[] read(String file) {
    try (InputStream in = Fixture.class.getResourceAsStream("/fixtures/web/" + file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
