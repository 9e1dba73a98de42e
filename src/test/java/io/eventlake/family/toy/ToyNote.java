package io.eventlake.family.toy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.flink.table.data.StringData;

/** What a session of play keeps of an event: eight bytes for what was built, then the colour. */
final class ToyNote {

  final long pieces;

  /** Empty where there is none. */
  final String colour;

  ToyNote(byte[] note) {
    ByteBuffer in = ByteBuffer.wrap(note);
    pieces = in.getLong();
    colour = StandardCharsets.UTF_8.decode(in).toString();
  }

  static byte[] of(long pieces, StringData colour) {
    byte[] text = colour == null ? new byte[0] : colour.toBytes();
    return ByteBuffer.allocate(Long.BYTES + text.length).putLong(pieces).put(text).array();
  }
}
