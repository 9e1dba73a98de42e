package io.eventlake.cli;

import io.eventlake.config.ConfigException;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.job.Lakes;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The option {@code --family} of commands about a lake: the families that are meant. */
final class LakeFamilyMixin {

  /** The names of all, for the help. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Lakes.names().iterator();
    }
  }

  @Option(
      names = "--family",
      paramLabel = "FAMILY",
      completionCandidates = Names.class,
      description =
          "Only the tables of this family of events or set of metrics, of ${COMPLETION-CANDIDATES};"
              + " unless given, of every one that the lake has.")
  private String name;

  boolean isGiven() {
    return name != null;
  }

  /**
   * Each family that is meant, as a lake of its own; at least one.
   *
   * @throws ConfigException when there is none of that name
   */
  List<LakeCatalog> all(LakeOptions options) {
    return isGiven() ? List.of(Lakes.ofFamily(options, name)) : Lakes.families(options);
  }

  /**
   * The same of a command that makes tables, which may be those of a set that a batch writes, too.
   *
   * @throws ConfigException when there is none of that name
   */
  List<LakeCatalog> made(LakeOptions options) {
    return isGiven() ? List.of(Lakes.ofSet(options, name)) : Lakes.families(options);
  }

  /**
   * The family that is meant.
   *
   * @throws ConfigException when there is none of that name, or none was named and the lake has
   *     several
   */
  LakeCatalog one(LakeOptions options) {
    List<LakeCatalog> all = events(all(options));
    if (all.size() > 1) {
      throw new ConfigException(
          "The lake has tables of several families: add --family, one of " + names(all));
    }

    return all.get(0);
  }

  /** Those of events, where there are any: the others are meant by their name only. */
  private static List<LakeCatalog> events(List<LakeCatalog> all) {
    List<LakeCatalog> events =
        all.stream().filter(one -> Lakes.isFamily(one.set().name())).collect(Collectors.toList());
    return events.isEmpty() ? all : events;
  }

  /** What a command has to be given that is to be about the same tables; nothing for the only. */
  String[] arguments(LakeCatalog family, int families) {
    return isGiven() || families > 1
        ? new String[] {"--family", family.set().name()}
        : new String[0];
  }

  static String names(List<LakeCatalog> families) {
    return families.stream().map(one -> one.set().name()).collect(Collectors.joining(", "));
  }
}
