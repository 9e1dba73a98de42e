package io.eventlake.cli;

import io.eventlake.config.ConfigException;
import io.eventlake.config.NearestNames;
import io.eventlake.contract.DecoderJudge;
import io.eventlake.family.RecordJudge;
import io.eventlake.job.FamilyCatalog;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * By whose rules records can be judged without a lake: those of the families that have a job, by
 * their decoders, and Caliper's, by its tables.
 */
final class JudgedFamilies implements Iterable<String> {

  private static final String CALIPER = "caliper";

  @Override
  public Iterator<String> iterator() {
    return names().iterator();
  }

  private static Set<String> names() {
    return FamilyCatalog.names();
  }

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
    if (!names().contains(family)) {
      throw new ConfigException(
          "There is no family " + family + NearestNames.among(family, names(), "the families are"));
    }
    if (rules.isGiven()) {
      throw new ConfigException(
          "The family "
              + family
              + " has one contract: --rules and --extensions are of the family "
              + CALIPER);
    }

    return new DecoderJudge(FamilyCatalog.find(family, properties).decoder());
  }
}
