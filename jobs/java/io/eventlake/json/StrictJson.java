package io.eventlake.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;

/** Jackson's streaming parser, set up for records of strangers. */
public final class StrictJson {

  /** Objects and arrays that may be open at once; the record itself is the first. */
  public static final int MAX_DEPTH = 64;

  /**
   * Nesting is the only limit: names, strings and numbers are bounded by the record's size, and
   * none is ever converted in more than linear time. So a broken constraint always means too deep.
   */
  private static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder()
          .maxNestingDepth(MAX_DEPTH)
          .maxNameLength(Integer.MAX_VALUE)
          .maxStringLength(Integer.MAX_VALUE)
          .maxNumberLength(Integer.MAX_VALUE)
          .build();

  /**
   * Names are not kept in Jackson's symbol table: it outlives the record, so thousands of colliding
   * names would slow or fail records that came after, and a replay might end otherwise.
   */
  private static final JsonFactory FACTORY =
      settings().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

  private StrictJson() {}

  /**
   * What all parsers of records have in common. Colliding names fail none: Jackson then stops
   * keeping a table of them.
   */
  static JsonFactoryBuilder settings() {
    return new JsonFactoryBuilder()
        .rootValueSeparator((String) null)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
        .streamReadConstraints(CONSTRAINTS);
  }

  /** A parser over the text; close it, so that its buffers are used again. */
  public static JsonParser parser(JsonText text) throws IOException {
    return FACTORY.createParser(text.chars(), text.start(), text.end() - text.start());
  }

  /** A generator of UTF-8; when closed early it closes what is open. */
  public static JsonGenerator generator(OutputStream out) throws IOException {
    return FACTORY.createGenerator(out);
  }

  /** A generator of text; values written one after another are not separated. */
  public static JsonGenerator generator(Writer out) throws IOException {
    return FACTORY.createGenerator(out);
  }
}
