package io.eventlake.family.xp;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which school a student was at when, and in which zone it lies (R11). */
public final class Roster {

  /** A school. */
  static final class School {
    final String id;
    final ZoneId zone;

    School(String id, ZoneId zone) {
      this.id = id;
      this.zone = zone;
    }
  }

  /** A student at a school; each of the days may be null. */
  static final class Stay {

    /** Without a beginning first. */
    static final Comparator<Stay> BY_BEGIN =
        Comparator.comparing(
                (Stay stay) -> stay.begin,
                Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()))
            .thenComparing(stay -> stay.school.id);

    final School school;

    /** First day there. */
    final LocalDate begin;

    /** First day that is no more there. */
    final LocalDate end;

    Stay(School school, LocalDate begin, LocalDate end) {
      this.school = school;
      this.begin = begin;
      this.end = end;
    }

    /** By the day that it is at that school. */
    boolean holds(Instant time) {
      LocalDate day = time.atZone(school.zone).toLocalDate();
      return (begin == null || !day.isBefore(begin)) && (end == null || day.isBefore(end));
    }
  }

  /** Where a student was at some time. */
  public static final class Place {

    /** Null where the roster does not say. */
    public final String school;

    public final ZoneId zone;

    Place(String school, ZoneId zone) {
      this.school = school;
      this.zone = zone;
    }
  }

  /** Sorted by their begin. */
  private final Map<String, List<Stay>> stays = new HashMap<>();

  private final Place elsewhere;

  /**
   * @param stays by student
   * @param elsewhere the zone of students that the roster does not have
   */
  Roster(Map<String, List<Stay>> stays, ZoneId elsewhere) {
    this.elsewhere = new Place(null, elsewhere);
    stays.forEach(
        (student, places) -> {
          List<Stay> sorted = new ArrayList<>(places);
          sorted.sort(Stay.BY_BEGIN);
          this.stays.put(student, sorted);
        });
  }

  public boolean has(String student) {
    return stays.containsKey(student);
  }

  public int students() {
    return stays.size();
  }

  /**
   * Where a student was: at the school that began last, else the one that was there before that
   * time, else the first.
   *
   * @param micros since the epoch, UTC
   */
  public Place at(String student, long micros) {
    List<Stay> all = stays.get(student);
    if (all == null) {
      return elsewhere;
    }

    Instant time = Instant.EPOCH.plusSeconds(Math.floorDiv(micros, 1_000_000L));
    Stay found = null;
    Stay before = null;
    for (Stay stay : all) {
      LocalDate day = time.atZone(stay.school.zone).toLocalDate();
      found = stay.holds(time) ? stay : found;
      before = stay.begin == null || !day.isBefore(stay.begin) ? stay : before;
    }

    Stay chosen = found != null ? found : before != null ? before : all.get(0);
    return new Place(chosen.school.id, chosen.school.zone);
  }
}
