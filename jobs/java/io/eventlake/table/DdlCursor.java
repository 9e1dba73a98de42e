package io.eventlake.table;

import io.eventlake.table.DdlTokens.Kind;
import io.eventlake.table.DdlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Goes through the tokens of one DDL file and says what it expected where it finds another. */
final class DdlCursor {

  private final String file;
  private final List<Token> tokens;
  private int position;

  /** Reads a file's tokens; its comments are left to {@link DdlComments}. */
  DdlCursor(String file, List<Token> tokens) {
    this.file = file;
    this.tokens =
        tokens.stream().filter(token -> token.kind != Kind.COMMENT).collect(Collectors.toList());
  }

  /** Steps over the mark or word if it is next. */
  boolean accept(String expected) {
    if (!atWord(expected)) {
      return false;
    }

    position++;
    return true;
  }

  /** True when the mark or word is next; words are compared without case, quoted names never. */
  boolean atWord(String expected) {
    Token token = tokens.get(position);
    return (token.kind == Kind.NAME || token.kind == Kind.MARK)
        && token.text.equalsIgnoreCase(expected);
  }

  /** Steps over these words or marks. */
  void expect(String... words) {
    for (String word : words) {
      if (!accept(word)) {
        throw expected("'" + word + "'");
      }
    }
  }

  /** A name in lower case, back-quoted or not. */
  String name(String role) {
    Token token = tokens.get(position);
    if (token.kind != Kind.NAME && token.kind != Kind.QUOTED_NAME) {
      throw expected(role);
    }

    position++;
    return token.text.toLowerCase(Locale.ROOT);
  }

  /** A whole number. */
  int number(String role) {
    Token token = tokens.get(position);
    if (token.kind != Kind.NUMBER || token.text.length() > 9) {
      throw expected(role);
    }

    position++;
    return Integer.parseInt(token.text);
  }

  /** A text in single quotes. */
  String text(String role) {
    Token token = tokens.get(position);
    if (token.kind != Kind.TEXT) {
      throw expected(role);
    }

    position++;
    return token.text;
  }

  /** One or more items with commas between them, up to the closing mark, which is stepped over. */
  <T> List<T> list(String closing, Supplier<T> item) {
    List<T> items = new ArrayList<>();
    do {
      items.add(item.get());
    } while (accept(","));
    if (!accept(closing)) {
      throw expected("',' or '" + closing + "'");
    }

    return items;
  }

  /** Fails unless everything was read. */
  void end() {
    if (tokens.get(position).kind != Kind.END) {
      throw expected("the end of the statement");
    }
  }

  /** What to throw when the next token is not what the grammar wants. */
  DdlException expected(String what) {
    Token token = tokens.get(position);
    return new DdlException(
        file + ", line " + token.line + ": expected " + what + " but found " + token);
  }

  /** What to throw when the token before is of the right kind but makes no sense. */
  DdlException wrong(String problem) {
    int line = tokens.get(Math.max(0, position - 1)).line;
    return new DdlException(file + ", line " + line + ": " + problem);
  }
}
