package io.eventlake.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Command lines as a shell takes them apart, the program itself left out. */
final class Examples {

  /** In place of the program: writes its words down, each ended by a zero, and a line break. */
  private static final String RECORDER =
      "./eventlake() { { printf '%s\\0' \"$@\"; printf '\\n\\0'; } >>words; }\n";

  private Examples() {}

  /**
   * The words that the program is given by each of its calls in the lines, in their order.
   *
   * @param directory what the lines write goes there
   */
  static List<List<String>> words(List<String> lines, Path directory)
      throws IOException, InterruptedException {
    Files.createDirectories(directory.resolve("lake"));
    Path script =
        Files.writeString(
            directory.resolve("examples.sh"), RECORDER + String.join("\n", lines) + "\n");
    Process bash =
        new ProcessBuilder("bash", script.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("said").toFile())
            .start();
    bash.getOutputStream().close();
    bash.waitFor();

    List<List<String>> calls = new ArrayList<>();
    List<String> call = new ArrayList<>();
    String recorded = Files.readString(directory.resolve("words"), StandardCharsets.UTF_8);
    for (String word : Arrays.asList(recorded.split("\0"))) {
      if (word.equals("\n")) {
        calls.add(call);
        call = new ArrayList<>();
      } else {
        call.add(word);
      }
    }

    return calls;
  }
}
