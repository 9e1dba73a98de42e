package io.eventlake.connector.standin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The owner's afternoon, once for each student: a video and an article, which earn 5 and 1 XP when
 * the exercise that follows them is done, which earns 3. Everybody has earned 9; what the sources
 * say of it differs.
 */
public final class XpScenario {

  /** What everybody has earned. */
  public static final int EARNED = 9;

  private static final String ONEROSTER = "https://api.example.org/ims/oneroster/";
  private static final String CALIPER = "http://purl.imsglobal.org/ctx/caliper/v1p2";
  private static final int OWN = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the application says. */
  private enum Habit {
    /** The event has the exercise's XP alone. */
    ATOMIC,
    /** The event has those of video and article, too. */
    BUNDLED,
    /** As bundled, and the exercise has no result. */
    BUNDLED_ALONE,
    /** As atomic; the event is sent three times, once under another id. */
    REPEATED
  }

  private final int students;
  private final Instant done;

  /**
   * @param done when the exercises are
   */
  public XpScenario(int students, Instant done) {
    this.students = students;
    this.done = done;
  }

  /** Schools and students. */
  public String roster() {
    ObjectNode roster = JSON.createObjectNode();
    roster.putArray("orgs").addObject().put("sourcedId", "school").put("timezone", "UTC");
    ArrayNode users = roster.putArray("users");
    for (int student = 1; student <= students; student++) {
      users.addObject().put("sourcedId", name(student)).put("org", "school");
    }

    return roster.toString();
  }

  /** Envelopes of learning events, one a line. */
  public List<String> envelopes() {
    List<String> lines = new ArrayList<>();
    for (int student = 1; student <= students; student++) {
      Habit habit = habit(student);
      boolean isBundled = habit == Habit.BUNDLED || habit == Habit.BUNDLED_ALONE;
      String event = envelope(student, "exercise", isBundled ? EARNED : OWN);
      lines.add(event);
      if (habit == Habit.REPEATED) {
        lines.add(event);
        lines.add(envelope(student, "again", OWN));
      }
    }

    return lines;
  }

  /** What a OneRoster server has in the night. */
  public List<ObjectNode> results() {
    List<ObjectNode> results = new ArrayList<>();
    for (int student = 1; student <= students; student++) {
      results.add(banked(student, "video", 5));
      results.add(banked(student, "article", 1));
      if (habit(student) != Habit.BUNDLED_ALONE) {
        results.add(result(student, "exercise", "_attempt_1", OWN));
      }
    }

    return results;
  }

  private static Habit habit(int student) {
    Habit[] all = Habit.values();
    return all[(student - 1) % all.length];
  }

  private static String name(int student) {
    return "s" + student;
  }

  private static String uuid(String of) {
    return "urn:uuid:" + UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8));
  }

  private String envelope(int student, String what, int xp) {
    ObjectNode envelope = JSON.createObjectNode();
    envelope.put("sensor", "https://app.example.org").put("sendTime", done.toString());
    envelope.put("dataVersion", CALIPER);
    ObjectNode event = envelope.putArray("data").addObject();
    event.put("@context", CALIPER).put("id", uuid(name(student) + what + done));
    event.put("type", "ActivityEvent").put("profile", "TimebackProfile");
    event.put("action", "Completed").put("eventTime", done.toString());
    ObjectNode actor = event.putObject("actor");
    actor.put("id", ONEROSTER + "rostering/v1p2/users/" + name(student));
    actor.put("type", "TimebackUser").put("email", name(student) + "@example.org");
    ObjectNode object = event.putObject("object");
    object.put("id", "https://app.example.org/resources/exercise");
    object.put("type", "TimebackActivityContext").put("subject", "Math");
    object.putObject("app").put("name", "Example Academy");
    ObjectNode activity = object.putObject("activity");
    activity.put("id", ONEROSTER + "resources/v1p2/resources/exercise").put("name", "exercise");
    ObjectNode generated = event.putObject("generated");
    generated.put("id", uuid(name(student) + what + "generated" + done));
    generated.put("type", "TimebackActivityMetricsCollection");
    generated.putArray("items").addObject().put("type", "xpEarned").put("value", xp);
    return envelope.toString();
  }

  private ObjectNode banked(int student, String activity, int xp) {
    ObjectNode result = result(student, activity, "", xp);
    result.withObject("/metadata").put("xpReason", "Banked XP");
    return result;
  }

  private ObjectNode result(int student, String activity, String attempt, int xp) {
    ObjectNode result = JSON.createObjectNode();
    result.put("sourcedId", name(student) + "_" + activity + "_ali" + attempt);
    result.put("status", "active").put("dateLastModified", done.toString());
    result.putObject("metadata").put("xp", xp);
    result.putObject("assessmentLineItem").put("sourcedId", activity + "_ali");
    result.putObject("student").put("sourcedId", name(student));
    result.put("scoreStatus", "fully graded").put("score", 100);
    result.put("scoreDate", done.toString());
    return result;
  }
}
