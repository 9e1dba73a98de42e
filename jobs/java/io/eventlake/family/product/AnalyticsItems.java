package io.eventlake.family.product;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The items of the analytics table: one for each day and application, with further parts where it
 * would be too large for DynamoDB. Partition key {@code date}, sort key {@code app}, of part n
 * {@code app-n}: no application has a hyphen. The first comes last, so that who reads it finds all
 * parts.
 */
public final class AnalyticsItems {

  /** DynamoDB takes 400 KB; the rest is for the figures and names. */
  static final int MOST_BYTES = 380 * 1024;

  /** A place in a list or map, its overhead and a number of 20 digits. */
  private static final int ENTRY_BYTES = 16;

  /** The largest key that DynamoDB takes, which holds the user's id; three times. */
  private static final int LARGEST_USER = 3 * (2048 + ENTRY_BYTES);

  private static final int KEPT_DAYS = 455;
  private static final JsonFactory JSON = new JsonFactory();

  private AnalyticsItems() {}

  /**
   * Makes the items of a day and application.
   *
   * @param users of it, sorted by their ids
   * @param items takes each as JSON
   */
  public static void of(AppFigures app, Iterator<UserFigures> users, Consumer<String> items) {
    List<UserFigures> first = part(users);
    int parts = 1;
    while (users.hasNext()) {
      parts++;
      items.accept(json(app, part(users), parts, true));
    }

    items.accept(json(app, first, parts, false));
  }

  /** As many as fit; of the others nothing is read. */
  private static List<UserFigures> part(Iterator<UserFigures> users) {
    List<UserFigures> part = new ArrayList<>();
    long bytes = 0;
    while (bytes < MOST_BYTES - LARGEST_USER && users.hasNext()) {
      UserFigures user = users.next();
      part.add(user);
      bytes += bytes(user);
    }

    return part;
  }

  /** In a list of ids and two maps. */
  private static long bytes(UserFigures user) {
    return 3L * (user.user.getBytes(StandardCharsets.UTF_8).length + ENTRY_BYTES);
  }

  private static String json(AppFigures app, List<UserFigures> users, int part, boolean isMore) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("date", app.day.toString());
      json.writeStringField("app", isMore ? app.app + "-" + part : app.app);
      if (isMore) {
        json.writeNumberField("part", part);
      } else {
        json.writeNumberField("activeUsers", app.active);
        json.writeNumberField("gamesPlayed", app.games);
        json.writeNumberField("partiesCreated", app.parties);
        json.writeNumberField("partiesJoined", app.joined);
        if (part > 1) {
          json.writeNumberField("parts", part);
        }
      }

      users(json, users);
      json.writeNumberField("expiresAt", expiry(app.day));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("no disk is written to", e);
    }

    return text.toString();
  }

  private static void users(JsonGenerator json, List<UserFigures> users) throws IOException {
    json.writeArrayFieldStart("activeUserIds");
    for (UserFigures user : users) {
      if (user.games > 0) {
        json.writeString(user.user);
      }
    }

    json.writeEndArray();
    json.writeObjectFieldStart("gamesPerUser");
    for (UserFigures user : users) {
      if (user.games > 0) {
        json.writeNumberField(user.user, user.games);
      }
    }

    json.writeEndObject();
    json.writeObjectFieldStart("partiesCreatedPerUser");
    for (UserFigures user : users) {
      if (user.parties > 0) {
        json.writeNumberField(user.user, user.parties);
      }
    }

    json.writeEndObject();
  }

  /** Epoch seconds after which DynamoDB may take the item away. */
  static long expiry(LocalDate day) {
    return day.plusDays(KEPT_DAYS).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
  }
}
