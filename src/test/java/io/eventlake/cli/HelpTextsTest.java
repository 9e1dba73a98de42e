package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code --help} shows, and that its examples are commands. */
class HelpTextsTest {

  private static final int WIDTH = 80;

  /**
   * On a line of its own in a block of code, and whole; the benchmarks and services are other
   * programs.
   */
  private static final Pattern COMMAND =
      Pattern.compile("( {4})?\\./eventlake (?!bench|collect|serve|.* \\.\\.\\. )");

  @TempDir private Path directory;

  private String out;
  private String err;

  @Test
  void withoutACommandTheUsageIsToldAsAnError() {
    assertThat(run()).isEqualTo(2);
    assertThat(out).isEmpty();
    assertThat(err).startsWith("Usage: eventlake").contains("Questions:");
  }

  @Test
  void everyCommandStandsInAGroupOnALine() {
    assertThat(run("--help")).isZero();
    List<String> more = out.substring(out.indexOf("More:")).lines().skip(1).toList();
    assertThat(more.subList(0, more.indexOf(""))).as("further ones").hasSize(2);
    for (String name : Main.commandLine(new Main()).getSubcommands().keySet()) {
      assertThat(out.lines().filter(line -> line.matches("  " + name + " +\\S.*")))
          .as(name)
          .singleElement()
          .satisfies(line -> assertThat(line).hasSizeLessThanOrEqualTo(WIDTH));
    }
  }

  @Test
  void helpIsThatOfTheCommandThatItsWordsName() {
    assertThat(run("help")).isZero();
    String program = out;
    assertThat(run("--help")).isZero();
    assertThat(out).isEqualTo(program);

    assertThat(run("help", "tables", "relocate")).isZero();
    assertThat(out).startsWith("Usage: eventlake tables relocate");

    assertThat(run("help", "tables", "relokate")).isEqualTo(2);
    assertThat(err).startsWith("There is no command tables relokate, did you mean relocate?");
  }

  @Test
  void everyExampleOfTheHelpIsACommand() throws Exception {
    List<String> lines = new ArrayList<>();
    addExamples(Main.commandLine(new Main()), lines);

    assertThat(lines).hasSizeGreaterThan(30).allMatch(line -> line.contains("./eventlake "));
    assertCommands(lines);
  }

  @Test
  void everyExampleOfTheDocumentsIsACommand() throws Exception {
    List<String> lines = new ArrayList<>();
    for (Path document : documents()) {
      Files.readString(document)
          .replace("\\\n", "")
          .lines()
          .filter(line -> COMMAND.matcher(line).lookingAt())
          .map(line -> line.strip().replace(" ID ", " 17 "))
          .forEach(lines::add);
    }

    assertThat(lines).hasSizeGreaterThan(30);
    assertCommands(lines);
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      List<Path> documents = new ArrayList<>(List.of(Path.of("README.md")));
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
      return documents;
    }
  }

  private void addExamples(CommandLine command, List<String> lines) {
    StringWriter usage = new StringWriter();
    command.usage(new PrintWriter(usage));
    int examples = usage.toString().indexOf("Example");
    if (examples >= 0) {
      usage.toString().substring(examples).lines().skip(1).forEach(lines::add);
    }

    command.getSubcommands().values().forEach(below -> addExamples(below, lines));
  }

  private void assertCommands(List<String> lines) throws Exception {
    List<List<String>> calls = Examples.words(lines, directory);

    assertThat(calls).hasSameSizeAs(lines);
    for (List<String> words : calls) {
      assertThatCode(() -> Main.commandLine(new Main()).parseArgs(words.toArray(new String[0])))
          .as("%s", words)
          .doesNotThrowAnyException();
    }
  }

  private int run(String... arguments) {
    StringWriter written = new StringWriter();
    StringWriter errors = new StringWriter();
    int code = Main.run(new PrintWriter(written), new PrintWriter(errors), arguments);
    out = written.toString();
    err = errors.toString();
    return code;
  }
}
