package io.eventlake.bench.run;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** Those who can run. */
final class Contestants {

  private static final List<Contestant> ALL =
      List.of(
          new Clickstream(),
          FloorLoop.ofTheJob(),
          FloorLoop.ofIceberg(),
          FlinkSql.tuned(),
          FlinkSql.asItComes(),
          FlinkSql.allTables(),
          new SparkContestant());

  private Contestants() {}

  /** The names of all but {@code clickstream}, for the help. */
  static final class Others implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return names().stream().filter(name -> !name.equals(Clickstream.NAME)).iterator();
    }
  }

  /**
   * The contestant of that name.
   *
   * @throws BenchmarkException when there is none
   */
  static Contestant find(String name) {
    return ALL.stream()
        .filter(contestant -> contestant.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new BenchmarkException("'" + name + "' is not one of " + names()));
  }

  private static List<String> names() {
    return ALL.stream().map(Contestant::name).collect(Collectors.toList());
  }
}
