package io.eventlake.config;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** How learning events are judged, and who may be known of them: property group {@code caliper}. */
public final class CaliperOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What becomes of that in which emitters differ from the standard. */
  public enum Rules {
    INTAKE,
    STRICT
  }

  /** What the tables have of persons. */
  public enum Persons {
    PSEUDONYM,
    KEEP
  }

  public static final ConfigOption<Rules> RULES =
      ConfigOptions.key("caliper.rules")
          .enumType(Rules.class)
          .defaultValue(Rules.INTAKE)
          .withDescription(
              "intake takes with a warning what many emitters do, strict is the conformance kit.");
  public static final ConfigOption<String> EXTENSIONS =
      ConfigOptions.key("caliper.extensions")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Profile extensions that are switched on, with commas between them: timeback-1.");
  public static final ConfigOption<Persons> PERSONS =
      ConfigOptions.key("caliper.persons")
          .enumType(Persons.class)
          .defaultValue(Persons.PSEUDONYM)
          .withDescription(
              "pseudonym: ids of persons are keyed hashes, what else tells of them is dropped; keep:"
                  + " all is kept as it is sent.");
  public static final ConfigOption<String> PERSONS_KEY =
      ConfigOptions.key("caliper.persons-key")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File with the key of the pseudonyms, at least 16 bytes: openssl rand -hex 32 >"
                  + " persons.key makes one. Or ssm:NAME of a parameter, secretsmanager:NAME of a"
                  + " secret, NAME also an ARN. Needed unless caliper.persons is keep. Without it nobody"
                  + " finds a person again; with another one everybody is somebody else.");
  public static final ConfigOption<Boolean> PERSONS_RENAMED =
      ConfigOptions.key("caliper.persons-renamed")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether the lake may go on with another key, or another caliper.persons, than it was"
                  + " begun with: everybody is somebody else from then on. Else the job does not"
                  + " start.");
  public static final ConfigOption<String> PERSONS_KEY_REGION =
      ConfigOptions.key("caliper.persons-key-region")
          .stringType()
          .defaultValue("us-east-1")
          .withDescription(
              "With ssm: or secretsmanager: AWS region of the key, and of the list of who opted out.");
  public static final ConfigOption<String> PERSONS_KEY_ENDPOINT =
      ConfigOptions.key("caliper.persons-key-endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription("With ssm: or secretsmanager: endpoint in place of the region's.");
  public static final ConfigOption<String> OPTED_OUT =
      ConfigOptions.key("caliper.opted-out")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File with an id or a pseudonym a line: items that name one of them are only counted. Or"
                  + " ssm:NAME of a parameter, secretsmanager:NAME of a secret, as of the key. Read"
                  + " at the start of the job: start it again for a list that has changed.");
  public static final ConfigOption<String> ABSENT_SESSIONS =
      ConfigOptions.key("caliper.absent-sessions")
          .stringType()
          .defaultValue("urn:tag:auto-attach, urn:session-id-localized:None")
          .withDescription(
              "Ids that count as no session, with commas between them; anonymous ones and blank nodes"
                  + " always do.");
  public static final ConfigOption<Boolean> ACCEPT_BARE =
      ConfigOptions.key("caliper.accept-bare")
          .booleanType()
          .defaultValue(false)
          .withDescription("Whether an event or entity may come without an envelope.");

  public static final OptionGroup<CaliperOptions> GROUP =
      OptionGroup.of("caliper", CaliperOptions.class, CaliperOptions::new);

  public final Rules rules;
  public final List<String> extensions;
  public final Persons persons;

  /** A path, or a place on AWS; null where persons are kept, and for another job. */
  public final String personsKey;

  /** Whether persons may have other names than they had in the lake. */
  public final boolean personsRenamed;

  public final String personsKeyRegion;

  /** Null for the region's own. */
  public final String personsKeyEndpoint;

  /** A path, or a place on AWS; null for none. */
  public final String optedOut;

  public final List<String> absentSessions;
  public final boolean acceptBare;

  private CaliperOptions(OptionReader options, boolean required) {
    rules = options.read(RULES);
    extensions = words(options.read(EXTENSIONS));
    persons = options.read(PERSONS);
    if (required && persons == Persons.PSEUDONYM) {
      options.require(PERSONS_KEY);
    }

    personsKey = place(options, PERSONS_KEY);
    personsRenamed = options.read(PERSONS_RENAMED);
    personsKeyRegion = options.read(PERSONS_KEY_REGION);
    personsKeyEndpoint = options.read(PERSONS_KEY_ENDPOINT);
    optedOut = place(options, OPTED_OUT);
    absentSessions = words(options.read(ABSENT_SESSIONS));
    acceptBare = options.read(ACCEPT_BARE);
  }

  private static String place(OptionReader options, ConfigOption<String> option) {
    String place = options.read(option);
    boolean onAws = place != null && place.matches("(ssm|secretsmanager):.+");
    return onAws ? place : options.localPath(option);
  }

  private static List<String> words(String text) {
    return Stream.of(text.split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableList());
  }
}
