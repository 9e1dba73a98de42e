package io.eventlake.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.junit.jupiter.api.Test;

/** A group that a job brings: known to all, asked of that job, found when it is mistyped. */
class OptionGroupsTest {

  private static final OptionGroups OPTIONS =
      OptionGroups.none()
          .streaming("toys", List.of(ToyOptions.GROUP))
          .streaming("others", List.of())
          .batch("toy-marts", List.of(ToyOptions.GROUP));

  @Test
  void aJobHasTheValuesOfItsGroup() {
    JobOptions options = OPTIONS.parse(with("toys", Map.of("toy.colour", "red")));

    assertThat(options.own.get(ToyOptions.GROUP).colour).isEqualTo("red");
    assertThat(OPTIONS.jobsOf(ToyOptions.GROUP)).containsExactly("toy-marts", "toys");
    assertThat(OPTIONS.all()).containsExactly(ToyOptions.GROUP);
  }

  @Test
  void whatAJobNeedsIsAskedOfThatJobAlone() {
    assertThat(OPTIONS.parse(with("others", Map.of())).own.get(ToyOptions.GROUP).colour).isNull();
    assertThatThrownBy(() -> OPTIONS.parse(with("toys", Map.of())))
        .isInstanceOf(ConfigException.class)
        .hasMessage("toy.colour is missing: Of the toys");
  }

  @Test
  void aBatchNeedsNoSource() {
    JobOptions options = OPTIONS.parse(Map.of("job.name", "toy-marts", "toy.colour", "red"));

    assertThat(options.source.stream).isNull();
  }

  @Test
  void whoReadsOneGroupKnowsTheOthers() {
    Map<String, String> properties = Map.of("toy.colour", "red", "lake.warehouse", "w");

    assertThat(OPTIONS.parseLake(properties).warehouse).isEqualTo("w");
    assertThat(OPTIONS.parseOwn(properties).get(ToyOptions.GROUP).colour).isEqualTo("red");
    assertThatThrownBy(() -> OptionGroups.NONE.parseLake(properties))
        .hasMessageStartingWith("toy.colour is not an option: there is no group toy; the groups");
  }

  @Test
  void aMistypedKeyIsToldTheNearest() {
    assertThatThrownBy(() -> OPTIONS.parseLake(Map.of("toy.color", "red")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "toy.color is not an option, did you mean toy.colour? (options of this group:"
                + " toy.colour)");
    assertThatThrownBy(() -> OPTIONS.parseLake(Map.of("toys.size", "7")))
        .hasMessageStartingWith(
            "toys.size is not an option: there is no group toys, did you mean toy? The groups are"
                + " decode, deploy, job, lake, ");
  }

  /** Not read in silence, and not merely unknown. */
  @Test
  void anOldKeyIsToldWhatItIsCalledNow() {
    String sentence = "toy.tint is called toy.colour now: write that in its place";

    assertThatThrownBy(() -> OPTIONS.parse(with("toys", Map.of("toy.tint", "red"))))
        .isInstanceOf(ConfigException.class)
        .hasMessage(sentence);
    assertThatThrownBy(() -> OPTIONS.parseLake(Map.of("toy.tint", "red"))).hasMessage(sentence);
  }

  @Test
  void twoGroupsOfOneNameAreRefused() {
    OptionGroup<ToyOptions> lake =
        OptionGroup.of("lake", ToyOptions.class, (options, required) -> null);

    assertThatThrownBy(() -> OPTIONS.batch("more", List.of(lake)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There are two groups of options lake");
  }

  private static Map<String, String> with(String job, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("job.name", job);
    all.put("source.stream", "s");
    return all;
  }

  /** Of a family of the tests. */
  public static final class ToyOptions implements Serializable {

    private static final long serialVersionUID = 1L;

    public static final ConfigOption<String> COLOUR =
        ConfigOptions.key("toy.colour")
            .stringType()
            .noDefaultValue()
            .withDeprecatedKeys("toy.tint")
            .withDescription("Of the toys.");

    static final OptionGroup<ToyOptions> GROUP =
        OptionGroup.of("toy", ToyOptions.class, ToyOptions::new);

    private final String colour;

    private ToyOptions(OptionReader options, boolean required) {
      colour = required ? options.require(COLOUR) : options.read(COLOUR);
    }
  }
}
