package io.eventlake.operator.decode;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;

/** Reads texts of which there are few, each time as the same string. Not thread-safe. */
final class SharedTexts implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Stands for the length of a text that is null. */
  private static final int NULL = -1;

  /** More are made anew each time. */
  private static final int MOST = 64;

  private transient byte[][] known;
  private transient String[] texts;
  private transient int size;
  private transient byte[] buffer;

  /** A text as {@link EventEnvelopeSerializer} writes it: its length and its bytes. */
  String read(DataInputView source) throws IOException {
    int length = source.readInt();
    if (length == NULL) {
      return null;
    }

    if (buffer == null || buffer.length < length) {
      buffer = new byte[Math.max(length, MOST)];
    }

    source.readFully(buffer, 0, length);
    return shared(length);
  }

  private String shared(int length) {
    if (known == null) {
      known = new byte[MOST][];
      texts = new String[MOST];
    }

    for (int i = 0; i < size; i++) {
      if (known[i].length == length && Arrays.equals(known[i], 0, length, buffer, 0, length)) {
        return texts[i];
      }
    }

    String text = new String(buffer, 0, length, StandardCharsets.UTF_8);
    if (size < MOST) {
      known[size] = Arrays.copyOf(buffer, length);
      texts[size] = text;
      size++;
    }

    return text;
  }
}
