package io.eventlake.job;

import io.eventlake.config.CaliperOptions;
import io.eventlake.config.ConfigException;
import io.eventlake.config.DecodeOptions;
import io.eventlake.family.EventFamily;
import io.eventlake.family.caliper.CaliperFamily;
import io.eventlake.family.caliper.CaliperRules;
import io.eventlake.family.caliper.persons.PersonKey;
import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.family.caliper.rules.Strictness;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The job of learning events: what its line of {@link FamilyCatalog} says. */
final class CaliperJob {

  static final String NAME = "caliper";

  private CaliperJob() {}

  static FamilyJob job() {
    return FamilyJob.of(
        NAME,
        "learning events of Caliper from Kinesis or files into their tables",
        CaliperFamily::tables,
        CaliperOptions.GROUP,
        CaliperJob::family);
  }

  /** Without a key for pseudonyms persons are as they are sent: no verdict depends on it. */
  static Map<String, String> judging(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    if (!all.containsKey(CaliperOptions.PERSONS_KEY.key())) {
      all.put(CaliperOptions.PERSONS.key(), "keep");
    }

    return all;
  }

  private static EventFamily family(DecodeOptions decode, CaliperOptions options) {
    for (String extension : options.extensions) {
      if (!CaliperModel.EXTENSIONS.contains(extension)) {
        throw new ConfigException(
            "caliper.extensions: there is no extension "
                + extension
                + ", there is "
                + String.join(", ", CaliperModel.EXTENSIONS));
      }
    }

    boolean kept = options.persons == CaliperOptions.Persons.KEEP;
    PersonKey key = kept ? null : PersonFiles.key(options);
    boolean strict = options.rules == CaliperOptions.Rules.STRICT;
    return new CaliperFamily(
        CaliperRules.of(decode.maxRecordBytes, JobVersion.current(), key)
            .judging(
                strict ? Strictness.STRICT : Strictness.INTAKE,
                options.extensions,
                options.acceptBare)
            .withoutSessions(Set.copyOf(options.absentSessions))
            .withoutPersons(PersonFiles.optedOut(options)),
        options.personsRenamed);
  }
}
