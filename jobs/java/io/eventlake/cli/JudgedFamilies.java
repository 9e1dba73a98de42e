package io.eventlake.cli;

import io.eventlake.config.ConfigException;
import io.eventlake.config.DecodeOptions;
import io.eventlake.config.NearestNames;
import io.eventlake.contract.DecoderJudge;
import io.eventlake.family.RecordJudge;
import io.eventlake.family.caliper.rules.CaliperJudge;
import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.family.caliper.rules.Strictness;
import io.eventlake.job.FamilyCatalog;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Whose rules records can be judged by without a lake: those of the families that have a job, by
 * their decoders, and Caliper's, by its tables.
 */
final class JudgedFamilies implements Iterable<String> {

  private static final String CALIPER = "caliper";

  @Override
  public Iterator<String> iterator() {
    return names().iterator();
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(FamilyCatalog.names());
    if (!names.contains(CALIPER)) {
      names.add(CALIPER);
    }

    return names;
  }

  /**
   * The judge of a family.
   *
   * @param rules null where none was named
   * @throws ConfigException when there is no such family or extension, or the family has no choice
   */
  static RecordJudge judge(
      String family, DecodeOptions options, Strictness rules, List<String> extensions) {
    if (family.equals(CALIPER)) {
      extensions.forEach(JudgedFamilies::requireExtension);
      return new CaliperJudge(
          CaliperModel.of(extensions), rules == null ? Strictness.STRICT : rules, true);
    }
    if (!names().contains(family)) {
      throw new ConfigException(
          "There is no family " + family + NearestNames.among(family, names(), "the families are"));
    }
    if (rules != null || !extensions.isEmpty()) {
      throw new ConfigException(
          "The family "
              + family
              + " has one contract: --rules and --extensions are of the family "
              + CALIPER);
    }

    return new DecoderJudge(FamilyCatalog.find(family, options).decoder());
  }

  private static void requireExtension(String extension) {
    if (!CaliperModel.EXTENSIONS.contains(extension)) {
      throw new ConfigException(
          "There is no extension "
              + extension
              + NearestNames.among(extension, CaliperModel.EXTENSIONS, "the extensions are"));
    }
  }
}
