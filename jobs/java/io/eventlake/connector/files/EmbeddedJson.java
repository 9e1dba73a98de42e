package io.eventlake.connector.files;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Locale;

/**
 * JSON that may stand inside a {@code script} element of a page: nothing in it can end the element
 * or begin a comment, whatever the texts are.
 */
public final class EmbeddedJson {

  private static final ObjectWriter JSON =
      JsonMapper.builder()
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build()
          .writer()
          .with(new HtmlEscapes());

  private EmbeddedJson() {}

  /** Texts, numbers, booleans, nulls, and lists and maps of them, as JSON text. */
  public static String text(Object value) throws IOException {
    return JSON.writeValueAsString(value);
  }

  /** What HTML or older JavaScript take for more than a character of a text. */
  private static final class HtmlEscapes extends CharacterEscapes {

    private static final long serialVersionUID = 1L;

    private static final String ASCII = "<>&'";

    private static final String OTHERS = "\u2028\u2029";

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      ASCII.chars().forEach(c -> codes[c] = ESCAPE_STANDARD);
      return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int c) {
      return OTHERS.indexOf(c) < 0
          ? null
          : new SerializedString(String.format(Locale.ROOT, "\\u%04x", c));
    }
  }
}
