package io.eventlake.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A question of {@code athena/questions.txt}, its statement, and the result as CSV. */
public record AnalystQuestion(String question, String statement, String result) {

  private static final Path FILE = Path.of("src", "test", "resources", "athena", "questions.txt");
  private static final Pattern BETWEEN = Pattern.compile("\n\n");

  /** All of them; what stands before the first is said of the file. */
  public static List<AnalystQuestion> all() throws IOException {
    List<AnalystQuestion> all = new ArrayList<>();
    BETWEEN
        .splitAsStream(Files.readString(FILE))
        .skip(1)
        .forEach(block -> all.add(of(block.lines().collect(Collectors.toList()))));
    return all;
  }

  private static AnalystQuestion of(List<String> lines) {
    return new AnalystQuestion(
        lines.get(0).substring(2),
        lines.stream()
            .skip(1)
            .filter(line -> !line.startsWith("> "))
            .collect(Collectors.joining("\n")),
        lines.stream()
            .filter(line -> line.startsWith("> "))
            .map(line -> line.substring(2) + "\n")
            .collect(Collectors.joining()));
  }

  @Override
  public String toString() {
    return question;
  }
}
