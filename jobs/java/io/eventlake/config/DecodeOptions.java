package io.eventlake.config;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Limits of a record, what a comparison page and what an id is: property group {@code decode}. */
public final class DecodeOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  public static final ConfigOption<Integer> MAX_RECORD_BYTES =
      ConfigOptions.key("decode.max-record-bytes")
          .intType()
          .defaultValue(1 << 20)
          .withDescription("Largest record; a larger one becomes a dead letter.");
  public static final ConfigOption<String> COMPARISON_PATH =
      ConfigOptions.key("decode.comparison-path")
          .stringType()
          .defaultValue("(^|/)(compare|comparison)(/|$)")
          .withDescription("Regular expression found in the path of a comparison page's URL.");

  public static final ConfigOption<String> ABSENT_IDS =
      ConfigOptions.key("decode.absent-ids")
          .stringType()
          .defaultValue(
              "00000000-0000-0000-0000-000000000000, ffffffff-ffff-ffff-ffff-ffffffffffff,"
                  + " undefined, null, NaN, [object Object]")
          .withDescription(
              "Texts that count as absent where an id of an event, a session or a user is asked for, in"
                  + " any case, with commas between them; blank ones always do.");
  public static final ConfigOption<String> USER_IDS =
      ConfigOptions.key("decode.user-ids")
          .stringType()
          .defaultValue("sha256:[0-9a-fA-F]{64}")
          .withDescription(
              "Regular expression of a whole user_id_hash; .+ takes any. What looks like an e-mail"
                  + " address is rejected whatever it says. A site's users are any unless it is set.");

  public final int maxRecordBytes;
  public final Pattern comparisonPath;
  public final List<String> absentIds;
  public final Pattern userIds;
  private final boolean userIdsGiven;

  DecodeOptions(OptionReader options) {
    maxRecordBytes = options.read(MAX_RECORD_BYTES);
    options.check(maxRecordBytes > 0, MAX_RECORD_BYTES, "must be positive");
    comparisonPath = readPattern(options, COMPARISON_PATH);
    absentIds = absentIds(options.read(ABSENT_IDS));
    userIds = readPattern(options, USER_IDS);
    userIdsGiven = options.given(USER_IDS);
  }

  /**
   * What a user's id must match in a family that has a form of its own.
   *
   * @param ofFamily where {@link #USER_IDS} is not set
   */
  public Pattern userIdsOr(Pattern ofFamily) {
    return userIdsGiven ? userIds : ofFamily;
  }

  /** The texts of a value of {@link #ABSENT_IDS}. */
  public static List<String> absentIds(String value) {
    return Stream.of(value.split(",")).map(String::strip).collect(Collectors.toUnmodifiableList());
  }

  private static Pattern readPattern(OptionReader options, ConfigOption<String> option) {
    try {
      return Pattern.compile(options.read(option));
    } catch (PatternSyntaxException e) {
      options.reject(option, "is no regular expression: " + e.getDescription());
      return null;
    }
  }
}
