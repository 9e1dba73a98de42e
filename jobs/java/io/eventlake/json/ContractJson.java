package io.eventlake.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.sym.CharsToNameCanonicalizer;
import java.io.IOException;
import java.util.List;

/**
 * Jackson's streaming parser for records of one contract: the contract's names are handed out as
 * the same strings each time, so that reading them makes no garbage. Not for several threads.
 *
 * <p>Of other names a few are kept, and forgotten when there are more: thousands of colliding names
 * would slow the records that come after.
 */
public final class ContractJson extends JsonFactory {

  private static final long serialVersionUID = 1L;

  /** Names beside the contract's that records may leave behind. */
  private static final int MOST_OTHERS = 50;

  private final transient List<String> names;
  private transient int knownNames;

  /**
   * @param names the contract's property names; a name may stand more than once
   */
  public ContractJson(List<String> names) {
    super(StrictJson.settings().enable(Feature.CANONICALIZE_FIELD_NAMES));
    this.names = List.copyOf(names);
    forgetOtherNames();
  }

  /** A parser over the text; close it, so that its buffers are used again. */
  public JsonParser parser(JsonText text) throws IOException {
    return createParser(text.chars(), text.start(), text.end() - text.start());
  }

  @Override
  protected JsonParser _createParser(
      char[] text, int offset, int length, IOContext context, boolean recyclable)
      throws IOException {
    if (_rootCharSymbols.size() > knownNames + MOST_OTHERS) {
      forgetOtherNames();
    }

    return super._createParser(text, offset, length, context, recyclable);
  }

  private void forgetOtherNames() {
    CharsToNameCanonicalizer root = CharsToNameCanonicalizer.createRoot(this);
    CharsToNameCanonicalizer child = root.makeChild();
    for (String name : names) {
      char[] chars = name.toCharArray();
      try {
        child.findSymbol(chars, 0, chars.length, child.calcHash(chars, 0, chars.length));
      } catch (IOException e) {
        throw new IllegalArgumentException("too many names collide", e);
      }
    }

    child.release();
    _rootCharSymbols = root;
    knownNames = root.size();
  }
}
