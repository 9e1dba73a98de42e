package io.eventlake.lake.athena;

/** How deep the brackets of a statement are nested: the parser's time grows with their square. */
final class Nesting {

  private Nesting() {}

  /** The depth of the deepest bracket; those in texts, names and comments do not count. */
  static int depth(String statement) {
    int depth = 0;
    int deepest = 0;
    int i = 0;
    while (i < statement.length()) {
      char c = statement.charAt(i);
      if (c == '\'' || c == '"') {
        i = end(statement, String.valueOf(c), i + 1);
      } else if (statement.startsWith("--", i)) {
        i = end(statement, "\n", i);
      } else if (statement.startsWith("/*", i)) {
        i = end(statement, "*/", i + 2);
      } else {
        depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
        deepest = Math.max(deepest, depth);
        i++;
      }
    }

    return deepest;
  }

  private static int end(String statement, String closing, int from) {
    int end = statement.indexOf(closing, from);
    return end < 0 ? statement.length() : end + closing.length();
  }
}
