package io.eventlake.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a script of {@code deploy/managed-flink/bin} with recorders in place of {@code aws}, {@code
 * npm}, {@code npx} and {@code ./eventlake}, and a clock that stands still.
 */
final class ScriptRun {

  static final Path SCRIPTS = Path.of("deploy", "managed-flink", "bin");

  private static final Path STUBS =
      Path.of("src", "test", "resources", "fixtures", "managed-flink", "stubs");
  private static final List<String> RECORDED = List.of("aws", "npm", "npx", "eventlake");

  private final Path work;
  private final Path answers;
  private final Path calls;
  private final Map<String, String> environment;

  private Path scripts = SCRIPTS;

  int exitCode;
  String output;
  String errors;

  ScriptRun(Path work) throws IOException {
    this.work = work;
    this.answers = Files.createDirectories(work.resolve("answers"));
    this.calls = work.resolve("calls");
    Path stubs = Files.createDirectories(work.resolve("stubs"));
    for (String name : RECORDED) {
      stub(stubs, "recorder", name);
    }

    stub(stubs, "date", "date");
    stub(stubs, "sleep", "sleep");
    Files.writeString(work.resolve("eventlake-9.9.9-managed-flink.jar"), "a jar");
    environment =
        Map.of(
            "PATH",
            stubs + ":" + System.getenv("PATH"),
            "EVENTLAKE",
            stubs.resolve("eventlake").toString(),
            "CALLS",
            calls.toString(),
            "ANSWERS",
            answers.toString(),
            "WAIT_SECONDS",
            "40",
            "WAIT_INTERVAL",
            "10",
            "LC_ALL",
            "C");
  }

  /** What is answered, call by call, to the operation (and its field, when it asks for one). */
  ScriptRun answer(String key, String... lines) throws IOException {
    Files.write(answers.resolve(key), List.of(lines), UTF_8);
    return this;
  }

  /** A jar that can be given to a script. */
  String jar() {
    return work.resolve("eventlake-9.9.9-managed-flink.jar").toString();
  }

  /** Runs the scripts of another checkout. */
  ScriptRun in(Path folder) {
    scripts = folder;
    return this;
  }

  /** Runs the script to its end, with nobody there to answer its questions. */
  ScriptRun run(String script, String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), script, arguments);
  }

  ScriptRun run(Map<String, String> more, String script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(scripts.resolve(script).toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    Files.deleteIfExists(calls);
    Path out = work.resolve("out");
    Path err = work.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    builder.environment().putAll(more);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s has ended", command).isTrue();
    } finally {
      process.destroyForcibly();
    }

    exitCode = process.exitValue();
    output = Files.readString(out);
    errors = Files.readString(err);
    return this;
  }

  /** Every call that was made, with the places of this machine taken out. */
  List<String> calls() throws IOException {
    return Files.exists(calls) ? plain(Files.readAllLines(calls, UTF_8)) : List.of();
  }

  /** The calls that were announced. */
  List<String> shown() {
    return plain(errors.lines().filter(line -> line.startsWith("+ ")).toList());
  }

  private List<String> plain(List<String> lines) {
    String root = Path.of("").toAbsolutePath().toString();
    return lines.stream()
        .map(line -> line.replace(work.toString(), "WORK").replace(root, "ROOT"))
        .toList();
  }

  private static void stub(Path stubs, String from, String to) throws IOException {
    Path stub = Files.copy(STUBS.resolve(from), stubs.resolve(to));
    assertThat(stub.toFile().setExecutable(true)).isTrue();
  }
}
