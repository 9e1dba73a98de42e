package io.eventlake.cli;

import io.eventlake.config.ConfigException;
import io.eventlake.contract.DecoderJudge;
import io.eventlake.family.EventFamily;
import io.eventlake.family.RecordJudge;
import io.eventlake.job.FamilyCatalog;
import java.util.Map;

/**
 * By whose rules records can be judged without a lake: by the decoders of the families, and where
 * there is a conformance kit, Caliper's, by its tables.
 */
final class JudgedFamilies {

  private static final String CALIPER = "caliper";

  private JudgedFamilies() {}

  /**
   * The judge of a family.
   *
   * @param properties the group decode
   * @throws ConfigException when there is no such family, or it has not these rules
   */
  static RecordJudge judge(String family, Map<String, String> properties, CaliperRulesMixin rules) {
    if (family.equals(CALIPER)) {
      return rules.judge();
    }
    EventFamily found = FamilyCatalog.judging(family, properties);
    if (rules.isGiven()) {
      throw new ConfigException(
          "The family "
              + family
              + " has one contract: --rules and --extensions are of the family "
              + CALIPER);
    }

    return new DecoderJudge(found.decoder());
  }
}
