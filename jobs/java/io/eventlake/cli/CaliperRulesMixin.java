package io.eventlake.cli;

import io.eventlake.config.ConfigException;
import io.eventlake.config.NearestNames;
import io.eventlake.family.RecordJudge;
import io.eventlake.family.caliper.rules.CaliperJudge;
import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.family.caliper.rules.Strictness;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** By which of Caliper's rules records are judged: as options of their own, or as properties. */
final class CaliperRulesMixin {

  private static final String RULES = "caliper.rules";
  private static final String EXTENSIONS = "caliper.extensions";

  @Option(
      names = "--rules",
      paramLabel = "RULES",
      description =
          "Of the family caliper: ${COMPLETION-CANDIDATES} (default: strict). strict is the"
              + " conformance kit; intake takes what emitters often send, with warnings. Also as"
              + " --set caliper.rules=RULES.")
  private Strictness rules;

  @Option(
      names = "--extensions",
      paramLabel = "NAME",
      split = ",",
      description =
          "Of the family caliper: profile extensions that are switched on, timeback-1. Also as"
              + " --set caliper.extensions=NAME.")
  private List<String> extensions;

  /**
   * Takes what is Caliper's out of some properties; options win over them.
   *
   * @throws ConfigException when there are no such rules
   */
  void takeFrom(Map<String, String> properties) {
    String word = properties.remove(RULES);
    if (rules == null && word != null) {
      rules = strictness(word);
    }

    String names = properties.remove(EXTENSIONS);
    if (extensions == null && names != null) {
      extensions = names.isBlank() ? List.of() : Arrays.asList(names.trim().split("\\s*[,;]\\s*"));
    }
  }

  private static Strictness strictness(String word) {
    for (Strictness one : Strictness.values()) {
      if (one.toString().equals(word.toLowerCase(Locale.ROOT))) {
        return one;
      }
    }

    List<String> all =
        Arrays.stream(Strictness.values()).map(Strictness::toString).collect(Collectors.toList());
    throw new ConfigException(
        RULES
            + " = '"
            + word
            + "' is none of "
            + String.join(", ", all)
            + NearestNames.asked(word, all));
  }

  /** True where something was said that only Caliper knows. */
  boolean isGiven() {
    return rules != null || extensions != null;
  }

  /**
   * Judges by these rules.
   *
   * @throws ConfigException when there is no such extension
   */
  RecordJudge judge() {
    List<String> switchedOn = extensions == null ? List.of() : extensions;
    for (String extension : switchedOn) {
      if (!CaliperModel.EXTENSIONS.contains(extension)) {
        throw new ConfigException(
            "There is no extension "
                + extension
                + NearestNames.among(extension, CaliperModel.EXTENSIONS, "the extensions are"));
      }
    }

    return new CaliperJudge(
        CaliperModel.of(switchedOn), rules == null ? Strictness.STRICT : rules, true);
  }
}
