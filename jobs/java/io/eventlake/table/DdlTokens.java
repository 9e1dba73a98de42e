package io.eventlake.table;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of one DDL file: names (back quotes taken off), numbers, quoted texts, single
 * punctuation marks and {@code --} comments, each with its line.
 */
final class DdlTokens {

  /** Kinds of tokens. */
  enum Kind {
    NAME,
    QUOTED_NAME,
    NUMBER,
    TEXT,
    MARK,
    COMMENT,
    END
  }

  /** One token; {@code text} is without quotes, for a comment without its dashes. */
  static final class Token {
    final Kind kind;
    final String text;
    final int line;

    Token(Kind kind, String text, int line) {
      this.kind = kind;
      this.text = text;
      this.line = line;
    }

    @Override
    public String toString() {
      return kind == Kind.END ? "the end of the file" : "'" + text + "'";
    }
  }

  private final String file;
  private final String source;
  private int position;
  private int line = 1;

  private DdlTokens(String file, String source) {
    this.file = file;
    this.source = source;
  }

  /** All tokens of a file in their order, an END last. */
  static List<Token> of(String file, String source) {
    DdlTokens scanner = new DdlTokens(file, source);
    List<Token> tokens = new ArrayList<>();
    Token token;
    do {
      token = scanner.next();
      tokens.add(token);
    } while (token.kind != Kind.END);
    return tokens;
  }

  private Token next() {
    skipSpace();
    if (position == source.length()) {
      return new Token(Kind.END, "", line);
    }

    char first = source.charAt(position);
    if (source.startsWith("--", position)) {
      return comment();
    }

    if (first == '\'' || first == '`') {
      return quoted(first);
    }

    if (isNamePart(first)) {
      return word();
    }

    if ("(),<>:=".indexOf(first) >= 0) {
      position++;
      return new Token(Kind.MARK, String.valueOf(first), line);
    }

    throw new DdlException(file + ", line " + line + ": '" + first + "' has no meaning here");
  }

  private void skipSpace() {
    while (position < source.length() && Character.isWhitespace(source.charAt(position))) {
      if (source.charAt(position) == '\n') {
        line++;
      }

      position++;
    }
  }

  private Token comment() {
    int end = source.indexOf('\n', position);
    end = end < 0 ? source.length() : end;
    Token token = new Token(Kind.COMMENT, source.substring(position + 2, end).trim(), line);
    position = end;
    return token;
  }

  /** A text or name between quotes; the quote itself is written twice. */
  private Token quoted(char quote) {
    int start = line;
    StringBuilder text = new StringBuilder();
    position++;
    while (position < source.length()) {
      char c = source.charAt(position++);
      if (c == quote && (position == source.length() || source.charAt(position) != quote)) {
        return new Token(quote == '`' ? Kind.QUOTED_NAME : Kind.TEXT, text.toString(), start);
      }

      if (c == quote) {
        position++;
      } else if (c == '\n') {
        line++;
      }

      text.append(c);
    }

    throw new DdlException(file + ", line " + start + ": the quote " + quote + " is not closed");
  }

  private Token word() {
    int start = position;
    while (position < source.length() && isNamePart(source.charAt(position))) {
      position++;
    }

    String text = source.substring(start, position);
    boolean number = text.chars().allMatch(c -> c >= '0' && c <= '9');
    return new Token(number ? Kind.NUMBER : Kind.NAME, text, line);
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.';
  }
}
