package io.eventlake.family.product;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the pipeline does with an export, in collections: the rules and sums are the job's own. */
final class CountedDays {

  /** As {@code silver.product_activity}: what all exports said. */
  private final Map<List<Object>, Activity> activities = new LinkedHashMap<>();

  final Map<ItemOutcome, Integer> outcomes = new EnumMap<>(ItemOutcome.class);

  /** Reads an export for some days. */
  CountedDays read(LocalDate from, LocalDate to, List<String> lines) {
    ProductRules rules = new ProductRules((int) from.toEpochDay(), (int) to.toEpochDay());
    for (String line : lines) {
      ItemOutcome outcome =
          rules.judge(
              line.getBytes(UTF_8),
              one ->
                  activities.putIfAbsent(List.of(one.kind, one.modelId, one.owner, one.day), one));
      outcomes.merge(outcome, 1, Integer::sum);
    }

    return this;
  }

  /** Kind, model, owner and day of all that counts. */
  Set<List<Object>> keys() {
    return activities.keySet();
  }

  /** What users did, by day, application and user. */
  Collection<UserDay> users() {
    return sums(
            activities.values().stream().map(UserDay::of).collect(Collectors.toList()),
            user -> user.day + " " + user.app + " " + user.user,
            UserDay::plus)
        .values();
  }

  /** The figures by day and application. */
  Map<String, AppDay> apps() {
    return sums(
        users().stream().map(AppDay::of).collect(Collectors.toList()),
        app -> LocalDate.ofEpochDay(app.day) + " " + app.app,
        AppDay::plus);
  }

  /** All figures as one text, to compare. */
  String text() {
    List<String> lines = new ArrayList<>();
    apps()
        .forEach(
            (key, app) ->
                lines.add(
                    key
                        + ": "
                        + app.active
                        + " "
                        + app.games
                        + " "
                        + app.parties
                        + " "
                        + app.joined));
    users().stream()
        .filter(UserDay::isTold)
        .map(
            user ->
                user.day
                    + " "
                    + user.app
                    + " "
                    + user.user
                    + ": "
                    + user.games
                    + " "
                    + user.parties)
        .sorted()
        .forEach(lines::add);
    return String.join("\n", lines);
  }

  private static <T> Map<String, T> sums(
      List<T> all, Function<T, String> key, java.util.function.BinaryOperator<T> plus) {
    return all.stream().collect(Collectors.toMap(key, one -> one, plus, TreeMap::new));
  }
}
