package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One way to call a function of Athena, such as {@code contains(array(T), T)}. */
final class Signature {

  private static final Pattern VARIABLE = Pattern.compile("[A-Z]\\d?");

  private static final String MANY = "...";

  private final String text;
  private final List<String> parameters;
  private final boolean many;

  private Signature(String text, List<String> parameters, boolean many) {
    this.text = text;
    this.parameters = List.copyOf(parameters);
    this.many = many;
  }

  static Signature parse(String text) {
    boolean many = text.endsWith(MANY + ")");
    String inner =
        text.substring(text.indexOf('(') + 1, text.length() - 1 - (many ? MANY.length() : 0));
    return new Signature(text, inner.isEmpty() ? List.of() : split(inner), many);
  }

  boolean hasPlaceFor(int arguments) {
    return many ? arguments >= parameters.size() : arguments == parameters.size();
  }

  /** Whether values may be given, as far as their types are known. */
  boolean takes(List<ValueType> given) {
    Map<String, ValueType> variables = new HashMap<>();
    boolean all = true;
    for (int i = 0; all && i < given.size(); i++) {
      String parameter = parameters.get(Math.min(i, parameters.size() - 1));
      all = takes(parameter, given.get(i), variables);
    }

    return all;
  }

  /** As it was read. */
  String text() {
    return text;
  }

  private static boolean takes(
      String parameter, ValueType given, Map<String, ValueType> variables) {
    if (given.kind().isOpen()) {
      return true;
    } else if (VARIABLE.matcher(parameter).matches()) {
      ValueType before = variables.getOrDefault(parameter, ValueType.of(Kind.NULL));
      variables.put(parameter, before.or(given));
      return before.goesWith(given);
    } else if (parameter.endsWith(")")) {
      return takesParts(parameter, given, variables);
    }

    return becomes(given.kind(), TypeReader.read(parameter).kind());
  }

  private static boolean takesParts(
      String parameter, ValueType given, Map<String, ValueType> variables) {
    int open = parameter.indexOf('(');
    String name = parameter.substring(0, open);
    List<String> parts = split(parameter.substring(open + 1, parameter.length() - 1));
    boolean all =
        given.kind().name().equalsIgnoreCase(name)
            && (given.parts().isEmpty() || given.parts().size() == parts.size());
    for (int i = 0; all && i < given.parts().size(); i++) {
      all = takes(parts.get(i), given.parts().get(i), variables);
    }

    return all;
  }

  /** What Athena makes of a value by itself. */
  private static boolean becomes(Kind given, Kind wanted) {
    switch (given) {
      case INTEGER:
        return wanted.isNumber();
      case DECIMAL:
        return wanted == Kind.DECIMAL || wanted == Kind.DOUBLE;
      case DATE:
        return wanted.isInstant();
      case TIMESTAMP:
        return wanted == Kind.TIMESTAMP || wanted == Kind.TIMESTAMP_ZONED;
      default:
        return given == wanted;
    }
  }

  /** What stands between commas that are in no brackets. */
  private static List<String> split(String inner) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < inner.length(); i++) {
      char letter = inner.charAt(i);
      depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
      if (letter == ',' && depth == 0) {
        parts.add(inner.substring(from, i).strip());
        from = i + 1;
      }
    }

    parts.add(inner.substring(from).strip());
    return parts;
  }
}
