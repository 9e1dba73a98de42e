package io.eventlake.job;

import io.eventlake.config.ConfigException;
import io.eventlake.config.DecodeOptions;
import io.eventlake.config.NearestNames;
import io.eventlake.config.OptionGroups;
import io.eventlake.family.EventFamily;
import io.eventlake.family.contract.IdRules;
import io.eventlake.family.site.SiteFamily;
import io.eventlake.family.site.SiteJudge;
import io.eventlake.family.web.WebFamily;
import io.eventlake.family.web.WebTables;
import io.eventlake.pipeline.SegmentTables;
import io.eventlake.table.TableSet;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All families of events, one line each: the job that writes the tables of each. Jobs, rebuilds and
 * replays know none but by it.
 */
public final class FamilyCatalog {

  private static final String STANDARD = "web";

  /** By name; tests add theirs. */
  static final Map<String, FamilyJob> JOBS = new LinkedHashMap<>();

  static {
    JOBS.put(
        STANDARD,
        new FamilyJob(
            "clickstream",
            "web events from Kinesis or files into the bronze, silver, gold and ops tables",
            () -> WebTables.set().reading(SegmentTables.set()),
            FamilyCatalog::web));
    JOBS.put(
        "site",
        new FamilyJob(
            "site",
            "page views and video of a site from Kinesis or files into its tables",
            () -> SiteFamily.tables().reading(SiteMartsJob.tables()),
            FamilyCatalog::site));
    JOBS.put(CaliperJob.NAME, CaliperJob.job());
  }

  private FamilyCatalog() {}

  public static Set<String> names() {
    return Collections.unmodifiableSet(JOBS.keySet());
  }

  /** The family that is meant where none is named. */
  public static String standardName() {
    return STANDARD;
  }

  /** What producers take for the partition key, of the family that is meant where none is named. */
  public static List<String> partitionKeys() {
    return partitionKeys(STANDARD);
  }

  /**
   * What producers of a family take for the partition key.
   *
   * @throws ConfigException listing the names there are
   */
  public static List<String> partitionKeys(String family) {
    return find(family, Map.of()).partitionKeys();
  }

  /**
   * The tables of a family.
   *
   * @throws ConfigException listing the names there are
   */
  public static TableSet tables(String family) {
    return job(family).tables();
  }

  /** The jobs of all families. */
  static Collection<FamilyJob> jobs() {
    return Collections.unmodifiableCollection(JOBS.values());
  }

  /**
   * The job of the family of that name.
   *
   * @throws ConfigException listing the names there are
   */
  static FamilyJob job(String name) {
    return job(name, names());
  }

  /**
   * The same, for who may name others, too.
   *
   * @throws ConfigException listing those
   */
  static FamilyJob job(String name, Collection<String> known) {
    FamilyJob job = JOBS.get(name);
    if (job == null) {
      throw new ConfigException(
          "There is no family " + name + NearestNames.among(name, known, "the families are"));
    }

    return job;
  }

  /** The job of the family that is meant where none is named. */
  static FamilyJob standard() {
    return JOBS.get(STANDARD);
  }

  /**
   * The family of that name, by the options of group {@code decode} and its own.
   *
   * @throws ConfigException listing the names there are, or when an option is wrong
   */
  public static EventFamily find(String name, Map<String, String> properties) {
    OptionGroups options = JobCatalog.options();
    return job(name).family(options.parseDecode(properties), options.parseOwn(properties));
  }

  /**
   * The same for who judges records and keeps nothing of them: needs no secret.
   *
   * @throws ConfigException listing the names there are, or when an option is wrong
   */
  public static EventFamily judging(String name, Map<String, String> properties) {
    return find(name, CaliperJob.judging(properties));
  }

  private static EventFamily web(DecodeOptions options) {
    return new WebFamily(
        options.maxRecordBytes,
        JobVersion.current(),
        options.comparisonPath,
        new IdRules(options.absentIds, options.userIds));
  }

  private static EventFamily site(DecodeOptions options) {
    return new SiteFamily(
        options.maxRecordBytes,
        JobVersion.current(),
        new IdRules(options.absentIds, options.userIdsOr(SiteJudge.USERS)));
  }
}
