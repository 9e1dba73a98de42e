package io.eventlake.family.caliper.generate;

import io.eventlake.family.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Plans what somebody does in a sitting, and what comes of it in the night. */
final class SittingPlanner {

  private static final int PAGES = 60;
  private static final int TEACHERS = 8;

  private final CaliperTraffic traffic;
  private final Dice dice;

  SittingPlanner(CaliperTraffic traffic, Dice dice) {
    this.traffic = traffic;
    this.dice = dice;
  }

  /**
   * The items of a sitting in the order in which they happen.
   *
   * @param grades takes what the gradebook sends at its own times
   */
  List<LearningItem> plan(long startMillis, Consumer<LearningItem> grades) {
    Sitting sitting = new Sitting(traffic, dice, startMillis);
    List<LearningItem> items = new ArrayList<>();
    CampusEvents campus = new CampusEvents(sitting);
    items.add(campus.loggedIn(startMillis));
    if (dice.chance(traffic.share(CaliperQuirk.DESCRIBE))) {
      items.add(LearningItem.describe(sitting, startMillis));
    }
    long now = startMillis;
    do {
      now = activity(sitting, campus, after(now, 30_000), items, grades);
      if (sitting.student.isKnown() && dice.chance(traffic.share(CaliperQuirk.SHARED))) {
        sitting.student = sitting.anyone();
      }
    } while (dice.chance(0.82));
    end(sitting, campus, after(now, 60_000), items);
    return items;
  }

  private void end(Sitting sitting, CampusEvents campus, long now, List<LearningItem> items) {
    if (sitting.sessionId != null && dice.chance(0.3)) {
      items.add(campus.timedOut(now + 10 * 60_000));
    } else if (dice.chance(0.5)) {
      items.add(campus.loggedOut(now));
    }
  }

  /** One thing that is done; returns when it ended. */
  private long activity(
      Sitting sitting,
      CampusEvents campus,
      long now,
      List<LearningItem> items,
      Consumer<LearningItem> grades) {
    switch (dice.below(9)) {
      case 0:
        return quiz(sitting, campus, now, items, grades);
      case 1:
        List<LearningItem> watched = new VideoEvents(sitting).watched(now);
        items.addAll(watched);
        return last(watched);
      case 2:
        long lasted = dice.between(60_000, 900_000);
        List<LearningItem> lesson = new LessonEvents(sitting).lesson(now + lasted, lasted);
        items.addAll(lesson);
        return last(lesson);
      case 3:
        return essay(sitting, now, items, grades);
      case 4:
        items.add(campus.forum(now, dice.below(PAGES)));
        return now;
      case 5:
        items.add(new WorkEvents(sitting).other(now));
        return now;
      case 6:
        items.add(campus.used(now));
        return now;
      default:
        return read(campus, now, items);
    }
  }

  private long read(CampusEvents campus, long fromMillis, List<LearningItem> items) {
    long now = fromMillis;
    int page = dice.below(PAGES);
    do {
      items.add(campus.read(now, page++));
      now = after(now, 40_000);
    } while (dice.chance(0.6));
    return now;
  }

  private long quiz(
      Sitting sitting,
      CampusEvents campus,
      long fromMillis,
      List<LearningItem> items,
      Consumer<LearningItem> grades) {
    QuizEvents quiz = new QuizEvents(sitting);
    items.add(campus.launched(fromMillis));
    long now = after(fromMillis, 5_000);
    Work work = Work.of(sitting, "https://quiz.example/quizzes", now);
    items.add(quiz.started(now, work));
    int questions = 2 + dice.below(6);
    for (int question = 0; question < questions; question++) {
      now = after(now, 45_000);
      items.add(
          dice.chance(0.9)
              ? quiz.answered(now, work, question)
              : quiz.skipped(now, work, question));
    }
    now = after(now, 5_000);
    items.add(quiz.submitted(now, work));
    grade(sitting, work, after(now, 1_000), null, grades);
    return now;
  }

  private long essay(
      Sitting sitting, long fromMillis, List<LearningItem> items, Consumer<LearningItem> grades) {
    WorkEvents events = new WorkEvents(sitting);
    Work work = Work.of(sitting, "https://campus.example/essays", fromMillis);
    items.add(events.begun(fromMillis, work));
    long now = after(fromMillis, 600_000);
    items.add(events.submitted(now, work));
    String teacher = Student.PEOPLE + "t" + (500_000 + dice.below(TEACHERS));
    grade(sitting, work, after(now, 1_200_000), teacher, grades);
    return now;
  }

  private void grade(
      Sitting sitting, Work work, long now, String teacher, Consumer<LearningItem> grades) {
    GradeEvents events = new GradeEvents(sitting);
    grades.accept(events.graded(now, work, teacher));
    if (dice.chance(traffic.share(CaliperQuirk.REGRADE))) {
      grades.accept(
          events.graded(traffic.gradingAfter(now) + dice.between(1, 60_000), work, teacher));
    }
  }

  private long after(long millis, double mean) {
    return millis + 500 + dice.waiting(mean);
  }

  private static long last(List<LearningItem> items) {
    return items.get(items.size() - 1).told.atMillis;
  }
}
