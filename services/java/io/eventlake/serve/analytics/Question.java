package io.eventlake.serve.analytics;

import io.eventlake.serve.http.AnsweredException;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.TreeSet;

/** The parameters of a request. */
final class Question {

  private static final int MOST_CHARACTERS = 1_024;

  private final Context request;

  /**
   * @throws AnsweredException 400 for a parameter that is none of them: left out in silence it
   *     would make the answer one to another question
   */
  Question(Context request, Set<String> names) {
    this.request = request;
    for (String name : request.queryParamMap().keySet()) {
      if (!names.contains(name)) {
        throw new AnsweredException(
            400,
            "There is no parameter " + shown(name) + "; there are " + new TreeSet<>(names) + ".");
      }
    }
  }

  /** A text; null where it is not given. */
  String text(String name) {
    String text = request.queryParam(name);
    if (text != null && (text.isEmpty() || text.length() > MOST_CHARACTERS)) {
      throw new AnsweredException(400, name + " is empty or too long.");
    }

    return text;
  }

  /** A whole number. */
  int number(String name, int otherwise, int least, int most) {
    String text = text(name);
    if (text == null) {
      return otherwise;
    }

    int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      throw new AnsweredException(400, name + " is no number from " + least + " to " + most + ".");
    }

    return number;
  }

  /** A time, or the beginning of a day; null where it is not given. */
  Instant instant(String name) {
    String text = text(name);
    try {
      return text == null
          ? null
          : text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
              : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new AnsweredException(
          400, name + " is no time such as 2026-01-31 or 2026-01-31T12:00:00Z.");
    }
  }

  /** A day; null where it is not given. */
  LocalDate day(String name) {
    String text = text(name);
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new AnsweredException(400, name + " is no day such as 2026-01-31.");
    }
  }

  private static String shown(String name) {
    return name.length() > 40 ? name.substring(0, 40) + "..." : name;
  }
}
