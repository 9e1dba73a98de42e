package io.eventlake.lake.athena.scalar;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path of names and places into JSON, such as {@code $.a.b[0]["c d"]}. */
final class JsonPath {

  private static final int KEPT = 256;

  private static final Pattern STEP =
      Pattern.compile(
          "\\.([\\p{L}\\p{Nd}_:]+)|\\[([\\p{L}\\p{Nd}_]+)]|\\[\"((?:[^\"\\\\]|\\\\[\"\\\\])*)\"]");

  private static final Pattern PLACE = Pattern.compile("\\d{1,9}");

  private static final Map<String, JsonPath> KNOWN = new ConcurrentHashMap<>();

  private final List<String> steps;

  private JsonPath(List<String> steps) {
    this.steps = steps;
  }

  static JsonPath of(Object path) {
    String text = (String) path;
    JsonPath known = KNOWN.get(text);
    if (known == null) {
      if (KNOWN.size() >= KEPT) {
        KNOWN.clear();
      }

      known = new JsonPath(steps(text));
      KNOWN.put(text, known);
    }

    return known;
  }

  private static List<String> steps(String path) {
    Matcher step = STEP.matcher(path);
    List<String> steps = new ArrayList<>();
    int at = path.startsWith("$") ? 1 : -1;
    while (at > 0 && at < path.length()) {
      if (!step.region(at, path.length()).lookingAt()) {
        at = -1;
      } else {
        steps.add(
            step.group(3) != null
                ? step.group(3).replaceAll("\\\\(.)", "$1")
                : step.group(1) != null ? step.group(1) : step.group(2));
        at = step.end();
      }
    }

    if (at < 0) {
      throw new ScalarFault(
          "'" + path + "' is no path into JSON; write '$.name', '$.list[0]' or '$[\"a name\"]'");
    }

    return steps;
  }

  /** What is there, as JSON; nothing where there is nothing, or no JSON. */
  String json(String json) {
    try (JsonParser parser = JsonTexts.parser(json)) {
      return find(parser) ? JsonTexts.copy(parser) : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** A text, number or boolean that is there. */
  String scalar(String json) {
    try (JsonParser parser = JsonTexts.parser(json)) {
      boolean scalar =
          find(parser)
              && parser.currentToken().isScalarValue()
              && parser.currentToken() != JsonToken.VALUE_NULL;
      return scalar ? parser.getText() : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** How many members or elements are there; none of what is a scalar. */
  Long size(String json) {
    try (JsonParser parser = JsonTexts.parser(json)) {
      return find(parser) ? (Long) size(parser) : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static long size(JsonParser parser) throws IOException {
    if (!parser.currentToken().isStructStart()) {
      return 0;
    }

    boolean object = parser.currentToken() == JsonToken.START_OBJECT;
    long size = 0;
    while (!next(parser).isStructEnd()) {
      if (object) {
        next(parser);
      }

      parser.skipChildren();
      size++;
    }

    return size;
  }

  private boolean find(JsonParser parser) throws IOException {
    boolean found = parser.nextToken() != null;
    for (int i = 0; found && i < steps.size(); i++) {
      found =
          parser.currentToken() == JsonToken.START_OBJECT
              ? member(parser, steps.get(i))
              : parser.currentToken() == JsonToken.START_ARRAY && element(parser, steps.get(i));
    }

    return found;
  }

  private static boolean member(JsonParser parser, String name) throws IOException {
    while (next(parser) != JsonToken.END_OBJECT) {
      boolean here = parser.currentName().equals(name);
      next(parser);
      if (here) {
        return true;
      }

      parser.skipChildren();
    }

    return false;
  }

  private static boolean element(JsonParser parser, String place) throws IOException {
    if (!PLACE.matcher(place).matches()) {
      return false;
    }

    int left = Integer.parseInt(place);
    while (next(parser) != JsonToken.END_ARRAY) {
      if (left == 0) {
        return true;
      }

      left--;
      parser.skipChildren();
    }

    return false;
  }

  private static JsonToken next(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new IOException("JSON ends too early");
    }

    return token;
  }
}
