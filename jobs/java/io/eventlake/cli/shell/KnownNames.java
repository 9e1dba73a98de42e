package io.eventlake.cli.shell;

import io.eventlake.config.NearestNames;
import io.eventlake.lake.athena.AthenaRelation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names that can be completed, each asked of the lake once and when it is needed. */
final class KnownNames {

  private static final Logger LOG = LoggerFactory.getLogger(KnownNames.class);

  private final SqlSession session;
  private final Map<String, List<String>> columns = new HashMap<>();
  private List<String> functions;

  KnownNames(SqlSession session) {
    this.session = session;
  }

  /** All with their databases, and by themselves those that are the only one of their name. */
  List<String> relations() {
    Map<String, Long> often =
        session.relations().stream()
            .collect(Collectors.groupingBy(AthenaRelation::name, Collectors.counting()));
    List<String> names = new ArrayList<>();
    for (AthenaRelation relation : session.relations()) {
      names.add(relation.database() + "." + relation.name());
      if (often.get(relation.name()) == 1) {
        names.add(relation.name());
      }
    }

    return names;
  }

  /** What is called so, where just one table or view is. */
  Optional<AthenaRelation> relation(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    List<AthenaRelation> found =
        session.relations().stream()
            .filter(
                one ->
                    wanted.equals(one.name()) || wanted.equals(one.database() + "." + one.name()))
            .collect(Collectors.toList());
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** What is wrong with the name of no table or view, or of several. */
  String unknown(String name) {
    List<String> whole =
        session.relations().stream()
            .filter(one -> one.name().equalsIgnoreCase(name))
            .map(one -> one.database() + "." + one.name())
            .collect(Collectors.toList());
    return whole.size() > 1
        ? "Several are called " + name + ": say " + String.join(" or ", whole)
        : "There is no table or view " + name + nearest(name);
  }

  private String nearest(String name) {
    Map<String, List<String>> whole =
        session.relations().stream()
            .collect(
                Collectors.groupingBy(
                    one -> name.contains(".") ? one.database() + "." + one.name() : one.name(),
                    LinkedHashMap::new,
                    Collectors.mapping(
                        one -> one.database() + "." + one.name(), Collectors.toList())));
    List<String> near =
        NearestNames.of(name, whole.keySet()).stream()
            .flatMap(one -> whole.get(one).stream())
            .collect(Collectors.toList());
    return near.isEmpty()
        ? "; \\d lists those there are"
        : ", did you mean " + String.join(" or ", near) + "?";
  }

  /** The columns of a table or view; none where it is not known or cannot be read. */
  List<String> columns(String name) {
    return columns.computeIfAbsent(name, this::read);
  }

  List<String> functions() {
    if (functions == null) {
      functions = session.functions();
    }

    return functions;
  }

  private List<String> read(String name) {
    try {
      return relation(name).map(one -> List.copyOf(one.columns().keySet())).orElse(List.of());
    } catch (RuntimeException e) { // whatever a damaged table gives: the statement will tell it
      LOG.warn("The columns of {} are not completed", name, e);
      return List.of();
    }
  }
}
