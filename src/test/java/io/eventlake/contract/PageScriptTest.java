package io.eventlake.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.Emulators;
import io.eventlake.testing.GoldenFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script for pages that {@code collect} serves: typed by the contract, small, and built. */
class PageScriptTest {

  private static final Path SOURCE = Path.of("services", "sdk").toAbsolutePath();
  private static final Path BUILT = Path.of("services", "resources", "collect", "events.js");
  private static final int MOST_BYTES = 4_096;

  @TempDir private Path directory;

  @Test
  void itsTypesAreThoseOfTheContract() throws IOException {
    GoldenFile.assertUpToDate(
        SOURCE.resolve("contract.ts"),
        TypeScript.text(EventContract.of("web")),
        getClass(),
        "Build what is served anew, too.");
  }

  @Test
  void whatIsServedIsBuiltOfItsSourceAndSmall() throws Exception {
    Path out = directory.resolve("events.js");
    assertThat(
            node(
                "esbuild/bin/esbuild",
                SOURCE.resolve("events.ts").toString(),
                "--bundle",
                "--minify",
                "--format=iife",
                "--global-name=eventlake",
                "--target=es2020",
                "--log-level=warning",
                "--outfile=" + out))
        .isEmpty();

    assertThat(Files.size(out)).isLessThan(MOST_BYTES);
    GoldenFile.assertUpToDate(
        BUILT, Files.readString(out), getClass(), "Pages keep the one that they have for an hour.");
  }

  @Test
  void theCompilerTakesItAndRefusesEventsThatTheContractDoes() throws Exception {
    assertThat(node("typescript/bin/tsc", "-p", SOURCE.toString())).isEmpty();

    Files.writeString(
        directory.resolve("page.ts"),
        String.join(
            "\n",
            "import { track } from '" + SOURCE.resolve("events") + "';",
            "track('page_view');",
            "track('page_view', { ctx: { ab_variant: 'B' } });",
            "track('chart_interaction', { chart: { action: 'sort' } });",
            "track('chart_interaction');",
            "track('chart_interaction', { chart: { action: 'srot' } });",
            "track('pageview');",
            "track('affiliate_click', {});"));
    String errors =
        node(
            "typescript/bin/tsc",
            "--strict",
            "--noEmit",
            "--target",
            "ES2020",
            "--module",
            "ES2020",
            "--moduleResolution",
            "bundler",
            "--lib",
            "ES2020,DOM,DOM.Iterable",
            directory.resolve("page.ts").toString());
    assertThat(errors.lines().filter(line -> line.contains("error")).map(PageScriptTest::line))
        .containsExactly(5, 6, 7, 8);
  }

  private static int line(String error) {
    return Integer.parseInt(error.replaceAll(".*page\\.ts\\((\\d+),.*", "$1"));
  }

  /** What a program says. */
  private static String node(String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add("node");
    command.add(
        Emulators.DIRECTORY
            .resolve(Path.of("typescript", "node_modules"))
            .resolve(program)
            .toString());
    command.addAll(List.of(arguments));
    Process node = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    node.waitFor();
    return out;
  }
}
