package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import java.util.List;

/** A function without a name, as printed: {@code lambda a, b: body}. */
final class Lambda {

  private static final String HEAD = "lambda ";

  private final List<String> parameters;
  private final String body;

  private Lambda(List<String> parameters, String body) {
    this.parameters = parameters;
    this.body = body;
  }

  /**
   * Reads one.
   *
   * @param function it is given to
   * @param count of the parameters that it must have
   */
  static Lambda read(String printed, String function, int count) {
    int colon = colon(printed);
    if (colon < 0) {
      throw new SqlException(function + " takes a function, such as x -> x + 1");
    }

    List<String> parameters = List.of(printed.substring(HEAD.length(), colon).split(", "));
    if (parameters.size() != count) {
      throw new SqlException(
          "what "
              + function
              + " is given takes "
              + count
              + " values, and not "
              + parameters.size());
    }

    return new Lambda(parameters, printed.substring(colon + 1).strip());
  }

  private static int colon(String printed) {
    boolean quoted = false;
    for (int i = HEAD.length(); printed.startsWith(HEAD) && i < printed.length(); i++) {
      quoted = (printed.charAt(i) == '"') != quoted;
      if (printed.charAt(i) == ':' && !quoted) {
        return i;
      }
    }

    return -1;
  }

  /** Its result of some values. */
  String of(String... values) {
    String result = body;
    for (int i = parameters.size() - 1; i >= 0; i--) {
      result =
          "list_transform(["
              + values[i]
              + "], lambda "
              + parameters.get(i)
              + ": "
              + result
              + ")[1]";
    }

    return result;
  }

  String print() {
    return HEAD + String.join(", ", parameters) + ": " + body;
  }
}
