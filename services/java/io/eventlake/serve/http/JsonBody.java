package io.eventlake.serve.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The JSON object of a request, and what can be in it. */
public final class JsonBody {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST = 50;

  private final JsonNode body;

  /**
   * Reads it.
   *
   * @param names what can be in it
   * @throws AnsweredException 400 where something else is
   */
  public JsonBody(Context request, Set<String> names) {
    JsonNode read;
    try {
      read = JSON.readTree(request.bodyAsBytes());
    } catch (IOException e) {
      throw wrong("The body is no JSON.");
    }

    if (read == null || !read.isObject()) {
      throw wrong("The body is no JSON object.");
    }

    read.fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                throw wrong(
                    "There is no property "
                        + (name.length() > 40 ? name.substring(0, 40) + "..." : name)
                        + "; there are "
                        + new TreeSet<>(names)
                        + ".");
              }
            });
    body = read;
  }

  /** Whatever it is; a missing node where it is not given. */
  public JsonNode node(String name) {
    return body.path(name);
  }

  /** A text; null where it is not given. */
  public String text(String name) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    } else if (!value.isTextual() || value.textValue().isEmpty()) {
      throw wrong(name + " is no text.");
    }

    return value.textValue();
  }

  /**
   * A text of so many characters; null where it is not given.
   *
   * @param most characters
   */
  public String text(String name, int most) {
    String text = text(name);
    if (text != null && text.length() > most) {
      throw wrong(name + " has more than " + most + " characters.");
    }

    return text;
  }

  /** A text that has to be there. */
  public String required(String name) {
    String text = text(name);
    if (text == null) {
      throw wrong(name + " is missing.");
    }

    return text;
  }

  /** False where it is not given. */
  public boolean flag(String name) {
    JsonNode value = body.path(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw wrong(name + " is neither true nor false.");
    }

    return value.asBoolean();
  }

  /** Texts; none where they are not given, which is no empty list. */
  public List<String> texts(String name) {
    JsonNode all = body.path(name);
    if (!all.isMissingNode() && (!all.isArray() || all.isEmpty() || all.size() > MOST)) {
      throw wrong(name + " is no list of 1 to " + MOST + " texts: leave it out for all.");
    }

    List<String> texts = new ArrayList<>();
    for (JsonNode one : all) {
      if (!one.isTextual()) {
        throw wrong(name + " is no list of 1 to " + MOST + " texts: leave it out for all.");
      }

      texts.add(one.textValue());
    }

    return texts;
  }

  /** A time, or the beginning of a day; null where it is not given. */
  public Instant instant(String name) {
    String text = text(name);
    try {
      return text == null
          ? null
          : text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
              : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw wrong(name + " is no time such as 2026-01-31 or 2026-01-31T12:00:00Z.");
    }
  }

  private static AnsweredException wrong(String sentence) {
    return new AnsweredException(400, sentence);
  }
}
