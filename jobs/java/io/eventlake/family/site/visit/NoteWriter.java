package io.eventlake.family.site.visit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes numbers and texts as a note has them. */
final class NoteWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(96);

  /** Not negative. */
  NoteWriter number(long number) {
    long rest = number;
    for (; rest > 0x7F; rest >>>= 7) {
      out.write((int) rest | 0x80);
    }
    out.write((int) rest);
    return this;
  }

  /** Null stays null. */
  NoteWriter text(String text) {
    if (text == null) {
      return number(0);
    }

    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(bytes.length + 1L);
    out.write(bytes, 0, bytes.length);
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
