package io.eventlake.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eventlake.config.LakeOptions;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.Lakes;
import io.eventlake.testing.HeadlessPage;
import io.eventlake.testing.ServeProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages of a running {@code serve} that come from libraries, in a browser that has no network
 * beyond this machine.
 */
class ServicePagesITCase {

  private static final String OTHERS =
      "performance.getEntriesByType('resource').map((r) => r.name)"
          + ".filter((name) => new URL(name).origin !== location.origin && !name.startsWith('data:'))";

  @TempDir private static Path directory;
  private static HeadlessPage browser;
  private static ServeProcess serve;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(HeadlessPage.chromium().isPresent(), "There is no chromium on this machine's PATH");
    Path lake = directory.resolve("lake");
    LakeOptions options =
        JobCatalog.options().parseLake(Map.of(LakeOptions.WAREHOUSE.key(), lake.toString()));
    Lakes.ofFamily(options, "web").create();
    String hash =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest("secret".getBytes(UTF_8)));
    Path keys =
        Files.writeString(
            directory.resolve("keys.json"),
            "[{\"tenant\": \"a\", \"sha256\": \"" + hash + "\", \"admin\": true}]");
    serve = ServeProcess.start(lake, Map.of("serve.keys-file", keys.toString()), directory);
    browser = HeadlessPage.start(HeadlessPage.chromium().orElseThrow(), directory);
  }

  @AfterAll
  static void end() throws IOException {
    if (browser != null) {
      browser.close();
    }
    if (serve != null) {
      serve.close();
    }
  }

  private static void show(String path, int width) {
    URI page = serve.at(path);
    browser.show(page, width, false);
  }

  private static void await(String condition) {
    browser.evaluate(
        "new Promise((done) => { const look = () => (("
            + condition
            + ") ? done(true) : setTimeout(look, 20)); look(); })");
  }

  private static void assertNothingOfOthers() {
    assertThat(browser.evaluate(OTHERS)).isEmpty();
    assertThat(browser.evaluate("document.querySelectorAll('script:not([src])').length").asInt())
        .as("inline scripts")
        .isZero();
  }

  @Test
  void theDescriptionIsAPageThatLoadsNothingFromElsewhere() throws IOException {
    for (int width : new int[] {1280, 360}) {
      show("/docs", width);
      await("document.body.innerText.includes('/analytics/families')");
      await("document.body.innerText.includes('Eventlake: answers')");

      assertNothingOfOthers();
      assertThat(browser.complaints())
          .as("what the console shows beside the library's version")
          .allMatch(line -> line.contains("\"@scalar/api-reference@"));
      browser.screenshot(Path.of("target", "report", "docs-" + width + ".png"));
    }
  }

  @Test
  void graphQlIsWrittenOnAPageAndAnsweredWithTheReadersKey() throws IOException {
    show("/graphiql", 1280);
    await("!document.getElementById('access').hidden");
    browser.evaluate("document.getElementById('key').value = 'secret'");
    browser.evaluate("document.querySelector('#access button').click()");
    await("document.querySelector('.graphiql-execute-button')");
    browser.evaluate("document.querySelector('.graphiql-execute-button').click()");
    await("document.querySelector('.result-window').innerText.includes('eventCounts')");

    assertThat(browser.evaluate("document.getElementById('access').hidden").asBoolean()).isTrue();
    assertThat(browser.evaluate("document.querySelector('.result-window').innerText").asText())
        .contains("asOf");
    assertThat(browser.evaluate("JSON.stringify({...localStorage, ...sessionStorage})").asText())
        .as("what stays in the browser")
        .doesNotContain("secret", "eventCounts");
    assertNothingOfOthers();
    assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("401"));
    browser.screenshot(Path.of("target", "report", "graphiql-1280.png"));
  }
}
