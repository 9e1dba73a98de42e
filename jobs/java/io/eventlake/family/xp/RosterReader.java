package io.eventlake.family.xp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a roster: {@code orgs} with {@code sourcedId} and {@code timezone}, {@code users} with
 * {@code sourcedId} and {@code org}, or where they moved {@code roles} (as OneRoster) or {@code
 * orgs}, each with {@code org}, {@code beginDate} and {@code endDate}; a user may also be there
 * several times.
 */
public final class RosterReader {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String file;
  private final Map<String, Roster.School> schools = new HashMap<>();
  private final Set<String> withoutZone = new HashSet<>();
  private final Map<String, List<Roster.Stay>> stays = new HashMap<>();

  private RosterReader(String file) {
    this.file = file;
  }

  /**
   * Reads it.
   *
   * @param file its name, for messages
   * @param elsewhere the zone of students that it does not have
   * @throws XpInputException when it is no roster, naming the place
   */
  public static Roster read(InputStream in, String file, ZoneId elsewhere) throws IOException {
    RosterReader reader = new RosterReader(file);
    JsonNode root;
    try {
      root = JSON.readTree(in);
    } catch (JsonProcessingException e) {
      throw new XpInputException(
          file + " is no roster: it is no JSON (" + e.getOriginalMessage() + ")", e);
    }

    for (JsonNode org : reader.list(root, "orgs")) {
      reader.school(org);
    }

    for (JsonNode user : reader.list(root, "users")) {
      reader.user(user);
    }

    return new Roster(reader.stays, elsewhere);
  }

  private Iterable<JsonNode> list(JsonNode root, String name) {
    JsonNode found = root == null ? null : root.get(name);
    if (found == null || !found.isArray()) {
      throw new XpInputException(
          file
              + " is no roster: it needs the arrays orgs ({\"sourcedId\", \"timezone\"}) and users"
              + " ({\"sourcedId\", \"org\"}); it has no "
              + name);
    }

    return found;
  }

  private void school(JsonNode org) {
    String id = text(org, "sourcedId");
    String zone = text(org, "timezone");
    if (zone == null && org.path("metadata").isObject()) {
      zone = text(org.get("metadata"), "timezone");
    }

    if (id == null) {
      throw new XpInputException(file + ": an org has no sourcedId");
    }

    if (zone == null) {
      withoutZone.add(id);
      return;
    }

    try {
      schools.put(id, new Roster.School(id, ZoneId.of(zone)));
    } catch (DateTimeException e) {
      throw new XpInputException(
          file + ": the school " + id + " has a timezone that is none of IANA's: " + zone, e);
    }
  }

  private void user(JsonNode user) {
    String id = text(user, "sourcedId");
    if (id == null) {
      throw new XpInputException(file + ": a user has no sourcedId");
    }

    List<Roster.Stay> found = new ArrayList<>();
    if (user.has("org")) {
      add(id, user, found);
    }

    for (String moves : new String[] {"roles", "orgs"}) {
      for (JsonNode stay : user.path(moves)) {
        add(id, stay, found);
      }
    }

    if (!found.isEmpty()) {
      stays.computeIfAbsent(id, any -> new ArrayList<>()).addAll(found);
    }
  }

  private void add(String user, JsonNode stay, List<Roster.Stay> found) {
    JsonNode org = stay.has("org") ? stay.get("org") : stay;
    String id = org.isTextual() ? org.textValue() : text(org, "sourcedId");
    Roster.School school = schools.get(id);
    if (withoutZone.contains(id)) {
      return; // A district, say. A student of whom nothing else is known is told as a stranger.
    }

    if (school == null) {
      throw new XpInputException(
          file + ": the user " + user + " is at " + id + ", which is none of orgs");
    }

    found.add(new Roster.Stay(school, day(user, stay, "beginDate"), day(user, stay, "endDate")));
  }

  private LocalDate day(String user, JsonNode stay, String name) {
    String text = text(stay, name);
    if (text == null) {
      return null;
    }

    try {
      return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
    } catch (DateTimeException e) {
      throw new XpInputException(
          file + ": " + name + " of the user " + user + " is no day: " + text, e);
    }
  }

  private static String text(JsonNode of, String name) {
    JsonNode value = of.get(name);
    return value == null || !value.isTextual() || value.textValue().isBlank()
        ? null
        : value.textValue();
  }
}
