package io.eventlake.cli;

import io.eventlake.config.DecodeOptions;
import io.eventlake.contract.EventContract;
import io.eventlake.family.EventFamily;
import io.eventlake.job.FamilyCatalog;
import io.eventlake.job.JobCatalog;
import java.util.Iterator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say of which family the events are, and how its decoder judges them. */
final class FamilyMixin {

  /** The names of all families, for the help. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return FamilyCatalog.names().iterator();
    }
  }

  @Option(
      names = "--family",
      paramLabel = "FAMILY",
      defaultValue = "web",
      completionCandidates = Names.class,
      description = "Of events: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private String name;

  @Mixin private PropertiesMixin given;

  /**
   * The family as a judge, by the options of the group decode and its own.
   *
   * @throws io.eventlake.config.ConfigException when there is none, or an option is wrong
   */
  EventFamily family() {
    return FamilyCatalog.judging(name, given.read());
  }

  /** The options of the group decode. */
  DecodeOptions options() {
    return JobCatalog.options().parseDecode(given.read());
  }

  /** What its producers are told. */
  EventContract contract() {
    return EventContract.of(family());
  }
}
