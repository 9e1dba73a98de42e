package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** That every option for a time, a day or a duration takes the same words. */
class TimesTest {

  private static final Map<Class<?>, String> LABELS =
      Map.of(
          Duration.class, "DURATION",
          Instant.class, "TIME",
          LocalDate.class, "DATE",
          SinceDay.class, "DATE",
          NamedDay.class, "DATE");

  private static final Map<Class<?>, List<String>> RIGHT =
      Map.of(
          Duration.class, List.of("PT6H", "6 h", "6h", "90 s", "2 days"),
          Instant.class, List.of("2026-03-01T12:00:00Z", "2026-03-01", "today", "Yesterday"),
          LocalDate.class, List.of("2026-03-01", "today", "Yesterday"),
          SinceDay.class, List.of("2026-03-01", "today", "Yesterday", "6 h", "PT6H", "2 days"),
          NamedDay.class, List.of("2026-03-01", "today", "Yesterday"));

  private static final Map<Class<?>, List<String>> WRONG =
      Map.of(
          Duration.class, List.of("soon", "6", "-6 h", ""),
          Instant.class, List.of("1.3.2026", "12:00", "noon", ""),
          LocalDate.class, List.of("1.3.2026", "2026-03-01T12:00:00Z", ""),
          SinceDay.class, List.of("1.3.2026", "-6 h", "P999999999D", "6", ""),
          NamedDay.class, List.of("1.3.2026", "2026-03-01T12:00:00Z", ""));

  /** An option and the words of its command. */
  private record Timed(String command, OptionSpec option) {

    @Override
    public String toString() {
      return command + " " + option.longestName();
    }
  }

  static Stream<Timed> timed() {
    return CommandModel.commands().entrySet().stream()
        .flatMap(
            each ->
                each.getValue().getCommandSpec().options().stream()
                    .filter(option -> LABELS.containsKey(option.type()))
                    .map(option -> new Timed(each.getKey(), option)));
  }

  @ParameterizedTest
  @MethodSource("timed")
  void takesTheSameWordsEverywhere(Timed timed) {
    Class<?> type = timed.option().type();
    assertThat(timed.option().paramLabel()).isEqualTo(LABELS.get(type));
    for (String word : RIGHT.get(type)) {
      assertThat(complaint(timed, word)).as(word).doesNotStartWith("Invalid value");
    }

    for (String word : WRONG.get(type)) {
      assertThat(complaint(timed, word))
          .as(word)
          .isEqualTo(
              "Invalid value for option '"
                  + timed.option().longestName()
                  + "': '"
                  + word
                  + "' "
                  + rule(type));
    }
  }

  @Test
  void whatWasSoLongAgoIsOfTheDayOnWhichItBegan() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-20T05:00:00Z"), ZoneOffset.UTC);
    assertThat(SinceDay.of("6 h", clock).day()).isEqualTo("2026-11-19");
    assertThat(SinceDay.of("PT5H", clock).day()).isEqualTo("2026-11-20");
    assertThat(SinceDay.of("yesterday", clock).day()).isEqualTo("2026-11-19");
  }

  @Test
  void noTimeIsATextToItsCommand() {
    List<String> labels = new ArrayList<>();
    CommandModel.commands()
        .forEach(
            (name, command) ->
                command.getCommandSpec().options().stream()
                    .filter(option -> LABELS.containsValue(option.paramLabel()))
                    .filter(option -> !LABELS.containsKey(option.type()))
                    .forEach(option -> labels.add(name + " " + option.longestName())));

    assertThat(labels).isEmpty();
    assertThat(timed().map(Timed::toString).collect(Collectors.toList()))
        .contains("maintain --keep", "maintain --before", "rewind --at", "cut publish --at")
        .hasSizeGreaterThan(9);
  }

  /** What is said of a value; of what else the command misses where the value is right. */
  private static String complaint(Timed timed, String value) {
    List<String> words = new ArrayList<>(List.of(timed.command().split(" ")));
    words.add(timed.option().longestName() + "=" + value);
    CommandLine program = Main.commandLine(new Main());
    try {
      program.parseArgs(words.toArray(new String[0]));
      return "";
    } catch (ParameterException e) {
      return UsageWords.of(e);
    }
  }

  private static String rule(Class<?> type) {
    if (type == Duration.class) {
      return "is no duration such as 6 h, 90 s, 2 d or PT6H";
    }

    if (type == SinceDay.class) {
      return "is no day of the form 2026-03-01, today or yesterday, nor a duration such as 6 h or PT6H";
    }

    return type == Instant.class
        ? "is no time such as 2026-03-01T12:00:00Z, 2026-03-01, today or yesterday"
        : "is no day of the form 2026-03-01, nor today or yesterday";
  }
}
