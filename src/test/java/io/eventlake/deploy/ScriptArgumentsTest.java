package io.eventlake.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every script ends at the first wrong word, with one sentence and before its first call. Words and
 * options are read from the line of usage that {@code --help} shows, so a new one is tried, too.
 */
class ScriptArgumentsTest {

  private static final Pattern OPTION = Pattern.compile("(--[a-z-]+)( [A-Z]+)?(?=[] |]|$)");

  @TempDir Path work;
  private ScriptRun script;

  @BeforeEach
  void prepare() throws IOException {
    script = new ScriptRun(work);
  }

  @ParameterizedTest
  @MethodSource
  void anOptionWithoutItsValueCallsNothing(String name, String option) throws Exception {
    for (List<String> after : List.of(List.<String>of(), List.of("--dry-run"), List.of(""))) {
      List<String> arguments = new ArrayList<>(needed(name));
      arguments.add(option);
      arguments.addAll(after);

      script.run(name, arguments.toArray(new String[0]));

      assertRefused(name, option + " needs a value; --help tells more");
    }
  }

  static Stream<Arguments> anOptionWithoutItsValueCallsNothing() throws IOException {
    return DeployScriptsTest.scripts().stream()
        .flatMap(name -> options(name, true).stream().map(option -> Arguments.of(name, option)));
  }

  @Test
  void optionsWithValuesAreFound() throws IOException {
    assertThat(anOptionWithoutItsValueCallsNothing())
        .hasSizeGreaterThanOrEqualTo(7)
        .extracting(one -> one.get()[0] + " " + one.get()[1])
        .contains(
            "deploy.sh --jar", "deploy.sh --from", "backfill.sh --jar", "update.sh --jar-key");
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void aWordTooManyOrTooFewCallsNothing(String name) throws Exception {
    List<String> needed = needed(name);
    if (!needed.isEmpty()) {
      List<String> fewer = needed.subList(0, needed.size() - 1);
      script.run(name, fewer.toArray(new String[0]));
      assertRefused(name, words(name).get(needed.size() - 1) + " is needed; --help tells more");
    }

    if (!usage(name).contains("...")) {
      List<String> more = new ArrayList<>(needed);
      words(name).stream().skip(needed.size()).forEach(optional -> more.add("daily-1"));
      more.add("superfluous");
      script.run(name, more.toArray(new String[0]));
      assertRefused(name, "there is no place for 'superfluous'; --help tells more");
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void anOptionThatThereIsNotCallsNothing(String name) throws Exception {
    List<String> arguments = new ArrayList<>(needed(name));
    arguments.add("--no-such-option");

    script.run(name, arguments.toArray(new String[0]));

    assertRefused(name, "there is no option --no-such-option; --help tells more");
  }

  /** What is wrong about a value is known before anything is done, too. */
  @ParameterizedTest
  @CsvSource({
    "deploy.sh --jar /no/such.jar, there is no file /no/such.jar",
    "deploy.sh --from nowhere, 'nowhere' is no phase; there are data jar tables jobs access start",
    "deploy.sh --from jobs --jar JAR, '--jar is for the phase jar, and --from jobs leaves it out'",
    "update.sh clickstream --jar /no/such.jar, there is no file /no/such.jar",
    "update.sh clickstream --jar-key new.jar, 'new.jar' is no key of a jar: jars/NAME.jar",
    "update.sh clickstream --jar JAR --jar-key jars/new.jar, either --jar or --jar-key",
    "update.sh clickstream --jar JAR --jar JAR, --jar is there twice; --help tells more",
    "update.sh clickstream --jar-key jars/../x, 'jars/../x' is no key of a jar: jars/NAME.jar",
    "update.sh clickstream --parallelism 0, --parallelism is a number from 1 to 999",
    "update.sh clickstream --parallelism 99999999999999999999, --parallelism is a number from 1 to 999",
    "backfill.sh clickstream daily-1 --jar-key jars/x, 'jars/x' is no key of a jar: jars/NAME.jar",
    "update.sh clickstream, there is nothing to change; --help tells more",
    "backfill.sh clickstream daily-1 --jar /no/such.jar, there is no file /no/such.jar",
    "start.sh clickstream daily-1 --without-state, either a snapshot or --without-state",
    "status.sh clickstream click, 'click' is no job; there are clickstream and segments",
    "rollback.sh click, 'click' is no job; there are clickstream and segments",
  })
  void aWrongValueCallsNothing(String command, String sentence) throws Exception {
    String[] words = command.replace("JAR", script.jar()).split(" ");

    script.run(words[0], Arrays.copyOfRange(words, 1, words.length));

    assertRefused(words[0], sentence);
  }

  /** Whatever takes a snapshot's name. */
  @ParameterizedTest
  @CsvSource({"snapshot.sh", "start.sh", "backfill.sh"})
  void noNameOfASnapshotCallsNothing(String name) throws Exception {
    for (String snapshot : List.of(".", "..", "-._", "a/b", "x".repeat(257))) {
      script.run(name, "clickstream", snapshot);

      assertThat(script.exitCode).isEqualTo(2);
      assertThat(script.calls()).isEmpty();
    }
  }

  /** What the help shows is what is read, and nothing else is. */
  @ParameterizedTest
  @MethodSource("scripts")
  void theHelpHasEveryOption(String name) throws IOException {
    Matcher read =
        Pattern.compile("(?m)^arguments (?:'[^']*'|\\w+) (.*)-- \"\\$@\"$")
            .matcher(Files.readString(ScriptRun.SCRIPTS.resolve(name)));
    assertThat(read.find()).isTrue();
    Set<String> expected = new TreeSet<>(Set.of("--dry-run", "--stage="));
    Stream.of(read.group(1).split(" ")).filter(one -> !one.isEmpty()).forEach(expected::add);

    Set<String> shown = new TreeSet<>(options(name, false));
    options(name, true).forEach(option -> shown.add(option + "="));

    assertThat(shown).isEqualTo(expected);
  }

  static List<String> scripts() throws IOException {
    return DeployScriptsTest.scripts();
  }

  private void assertRefused(String name, String sentence) throws IOException {
    assertThat(script.errors).isEqualTo(name + ": " + sentence + "\n");
    assertThat(script.exitCode).isEqualTo(2);
    assertThat(script.output).isEmpty();
    assertThat(script.calls()).isEmpty();
  }

  /** The names of the words of a script, those that may be left out last. */
  private static List<String> words(String name) {
    return Stream.of(usage(name).replaceAll("\\[--[^]]*]", "").split(" "))
        .skip(1)
        .filter(word -> !word.isEmpty())
        .map(word -> word.replaceAll("[\\[\\]]", ""))
        .toList();
  }

  /** Words without which the script does nothing. */
  private static List<String> needed(String name) {
    List<String> words = new ArrayList<>();
    for (String word : usage(name).replaceAll("\\[[^]]*]", "").trim().split(" +")) {
      if (!word.equals(name)) {
        words.add(word.equals("JOB") ? "clickstream" : "daily-1");
      }
    }

    return words;
  }

  private static Set<String> options(String name, boolean withValue) {
    return OPTION
        .matcher(usage(name))
        .results()
        .filter(found -> (found.group(2) != null) == withValue)
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The line of the head of a script that begins with its name. */
  private static String usage(String name) {
    try (Stream<String> lines = Files.lines(ScriptRun.SCRIPTS.resolve(name))) {
      return lines
          .filter(line -> line.startsWith("#   " + name))
          .findFirst()
          .orElseThrow()
          .substring(4);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
