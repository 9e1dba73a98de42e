package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.FreePort;
import io.eventlake.job.Lakes;
import io.eventlake.job.LocalRun;
import io.eventlake.lake.sql.LakeSql;
import io.eventlake.testing.ListeningSockets;
import io.eventlake.testing.TestOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nobody reaches an embedded Flink from another machine, and nobody without the token from this.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "its sockets are those of /proc")
class LoopbackITCase {

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path directory;

  @Test
  void aJobWithoutAWebUiAnswersNobody() throws Exception {
    Set<InetSocketAddress> before = ListeningSockets.now();
    LocalRun run = LocalRun.start(options(-1));
    try {
      assertThat(ListeningSockets.open()).isEmpty();
      Set<String> answers =
          ListeningSockets.now().stream()
              .filter(socket -> !before.contains(socket))
              .map(socket -> answer("http://127.0.0.1:" + socket.getPort() + "/jobs"))
              .collect(Collectors.toSet());
      assertThat(answers)
          .as("the REST API, the BLOB server, the control of the run")
          .containsExactlyInAnyOrder(
              "403 {\"errors\":[\"This run has no web UI.\"]}", "none", "404");
    } finally {
      end(run);
    }
  }

  @Test
  void aWebUiIsToBeLookedAtWithItsToken() throws Exception {
    int port = FreePort.find();
    LocalRun run = LocalRun.start(options(port));
    try {
      assertThat(ListeningSockets.open()).isEmpty();
      assertThat(run.webUi()).startsWith("http://127.0.0.1:" + port + "/?token=");
      String token = run.webUi().substring(run.webUi().indexOf('=') + 1);
      assertThat(call(port, "GET", "/overview", "none").statusCode()).isEqualTo(401);
      assertThat(call(port, "GET", "/overview", "Eventlake-Token", token).body())
          .contains("jobs-running");
      HttpResponse<String> first = call(port, "GET", "/?token=" + token, "none");
      assertThat(first.statusCode()).isEqualTo(302);
      assertThat(first.headers().firstValue("location")).contains("/");
      String cookie = first.headers().firstValue("set-cookie").orElseThrow();
      assertThat(cookie).endsWith("; Path=/; HttpOnly; SameSite=Lax");
      assertThat(call(port, "GET", "/", "Cookie", cookie.split(";")[0]).body()).contains("<html");
      assertNothingIsChanged(port, token);
    } finally {
      end(run);
    }
  }

  @Test
  void aQuery() throws Exception {
    try (LakeTables tables = new LakeTables(Lakes.of(options(-1).lake))) {
      tables.apply();
    }

    try (LakeSql sql = LakeSql.over(Lakes.of(options(-1).lake))) {
      TableResult result = sql.run("SELECT COUNT(*) FROM (VALUES (1), (2)) AS t (n)");
      try (CloseableIterator<Row> rows = result.collect()) {
        assertThat(ListeningSockets.now()).isNotEmpty();
        assertThat(ListeningSockets.open()).isEmpty();
        assertThat(rows.next()).isEqualTo(Row.of(2L));
        assertThat(ListeningSockets.open()).isEmpty();
      }
    }
  }

  /** What would run code, end the job or write, from whoever knows the token. */
  private void assertNothingIsChanged(int port, String token) throws Exception {
    for (String call :
        Set.of(
            "POST /jars/upload",
            "POST /jars/x/run",
            "POST /jobs",
            "PATCH /jobs/" + "0".repeat(32),
            "GET /jobs/" + "0".repeat(32) + "/yarn-cancel",
            "POST /jobs/" + "0".repeat(32) + "/savepoints",
            "DELETE /cluster")) {
      String[] words = call.split(" ");
      assertThat(call(port, words[0], words[1], "Eventlake-Token", token))
          .as(call)
          .extracting(HttpResponse::statusCode, HttpResponse::body)
          .containsExactly(403, "{\"errors\":[\"The web UI is for looking only.\"]}");
    }
  }

  private String answer(String uri) {
    try {
      HttpResponse<String> response =
          http.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString());
      return response.statusCode() == 404 ? "404" : response.statusCode() + " " + response.body();
    } catch (IOException e) {
      return "none";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> call(int port, String method, String path, String... header)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(
                method,
                method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
    if (header.length == 2) {
      request.header(header[0], header[1]);
    }

    return http.send(request.build(), BodyHandlers.ofString());
  }

  private JobOptions options(int webPort) throws IOException {
    return TestOptions.files(Files.createDirectories(directory.resolve("events")).toString())
        .with("job.name", "clickstream")
        .with("source.files-mode", "watch")
        .with("lake.warehouse", directory.resolve("lake").toString())
        .with("local.state-directory", directory.resolve("state").toString())
        .with("local.parallelism", "1")
        .with("local.web-port", Integer.toString(webPort))
        .all();
  }

  private static void end(LocalRun run) {
    run.cancel();
    run.ended().handle((result, error) -> result).join();
  }
}
