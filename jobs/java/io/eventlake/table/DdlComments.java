package io.eventlake.table;

import io.eventlake.table.DdlTokens.Kind;
import io.eventlake.table.DdlTokens.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Athena's DDL cannot say, in comments: {@code -- @property k=v}, {@code -- @sort a, b},
 * {@code -- @key a, b}, {@code -- @person a, b}, {@code -- @rows few}. Other comments describe the
 * table.
 */
final class DdlComments {

  private final String file;
  private final List<String> description = new ArrayList<>();
  private final Map<String, String> properties = new LinkedHashMap<>();
  private final List<String> sort = new ArrayList<>();
  private final List<String> key = new ArrayList<>();
  private final List<String> persons = new ArrayList<>();
  private boolean fewRows;

  DdlComments(String file, List<Token> tokens) {
    this.file = file;
    for (Token token : tokens) {
      if (token.kind == Kind.COMMENT) {
        read(token);
      }
    }
  }

  /** The plain comments as one text. */
  String description() {
    return String.join(" ", description);
  }

  Map<String, String> properties() {
    return properties;
  }

  List<String> sort() {
    return sort;
  }

  List<String> key() {
    return key;
  }

  /** Columns that tell who somebody is. */
  List<String> persons() {
    return persons;
  }

  /** True where few rows come, for many of others. */
  boolean fewRows() {
    return fewRows;
  }

  private void read(Token token) {
    if (!token.text.startsWith("@")) {
      description.add(token.text);
      return;
    }

    String[] parts = token.text.split("\\s+", 2);
    String rest = parts.length == 2 ? parts[1] : "";
    switch (parts[0]) {
      case "@property":
        property(token, rest);
        break;
      case "@sort":
        sort.addAll(columns(token, rest));
        break;
      case "@key":
        key.addAll(columns(token, rest));
        break;
      case "@person":
        persons.addAll(columns(token, rest));
        break;
      case "@rows":
        fewRows(token, rest);
        break;
      default:
        throw at(
            token,
            "expected @property, @sort, @key, @person or @rows but found '" + parts[0] + "'");
    }
  }

  private void property(Token token, String text) {
    int equals = text.indexOf('=');
    if (equals <= 0 || equals == text.length() - 1) {
      throw at(token, "expected @property name=value but found '" + text + "'");
    }

    String name = text.substring(0, equals).trim();
    if (properties.put(name, text.substring(equals + 1).trim()) != null) {
      throw at(token, "the property " + name + " is given twice");
    }
  }

  private void fewRows(Token token, String text) {
    if (!text.equals("few")) {
      throw at(token, "expected @rows few but found '@rows " + text + "'");
    }

    fewRows = true;
  }

  private List<String> columns(Token token, String text) {
    String[] names = text.split("\\s*,\\s*", -1);
    if (Arrays.stream(names).anyMatch(String::isBlank)) {
      throw at(token, "expected column names with commas between them but found '" + text + "'");
    }

    return Arrays.asList(names);
  }

  private DdlException at(Token token, String problem) {
    return new DdlException(file + ", line " + token.line + ": " + problem);
  }
}
