package io.eventlake.connector.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that two write at a time, as S3 keeps them apart. */
class S3FolderTest {

  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

  /** Status that the next write is answered with though it is made; 0 for its own. */
  private int lost;

  private HttpServer server;
  private S3Folder mine;
  private S3Folder theirs;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    mine = folder();
    theirs = folder();
  }

  private S3Folder folder() {
    String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
    return new S3Folder("s3://lake/results/", new S3Access(null, endpoint, true));
  }

  @AfterEach
  void close() {
    mine.close();
    theirs.close();
    server.stop(0);
  }

  @Test
  void ofTwoThatWriteTheSecondIsTold() throws IOException {
    String first = mine.write("mark", text("one"), null);
    assertThat(theirs.write("mark", text("two"), null)).isNull();
    String second = mine.write("mark", text("three"), first);
    assertThat(theirs.write("mark", text("four"), first)).isNull();
    assertThat(mine.write("mark", text("five"), second)).isNotNull();
    assertThat(objects).containsOnlyKeys("/lake/results/mark");
    assertThat(objects.get("/lake/results/mark")).isEqualTo("five".getBytes(UTF_8));
  }

  /** It is tried again, and finds itself. */
  @Test
  void aWriteWhoseAnswerIsLostIsMade() throws IOException {
    lost = 500;
    String etag = mine.write("page", text("one"), null);
    assertThat(etag).isEqualTo(etag("one".getBytes(UTF_8)));
    assertThat(mine.beginningWith("page").get(0).etag).isEqualTo(etag);
    assertThat(mine.write("page", text("two"), etag)).isNotNull();
  }

  @Test
  void whatIsRefusedSaysTheRight() {
    lost = 403;
    assertThatThrownBy(() -> mine.write("page", text("one"), null))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("S3 does not take s3://lake/results/page: ")
        .hasMessageContaining("; allow s3:PutObject");
  }

  private static ByteSource text(String text) {
    return ByteSource.wrap(text.getBytes(UTF_8));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] sent = exchange.getRequestBody().readAllBytes();
    byte[] there = objects.get(path);
    switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        int status = put(exchange, path, there, sent);
        exchange.sendResponseHeaders(status, -1);
      }
      default -> {
        byte[] answer = there == null ? list() : there;
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
      }
    }

    exchange.close();
  }

  /** Of a body in chunks, each with a line that says its length, the first one is all. */
  private int put(HttpExchange exchange, String path, byte[] there, byte[] sent) {
    String none = exchange.getRequestHeaders().getFirst("If-None-Match");
    String match = exchange.getRequestHeaders().getFirst("If-Match");
    boolean holds =
        none == null ? match != null && there != null && match.equals(etag(there)) : there == null;
    if (!holds) {
      return 412;
    }

    String body = new String(sent, UTF_8);
    byte[] bytes =
        exchange.getRequestHeaders().containsKey("x-amz-decoded-content-length")
            ? body.split("\r\n")[1].getBytes(UTF_8)
            : sent;
    if (lost != 403) {
      objects.put(path, bytes);
    }

    exchange.getResponseHeaders().add("ETag", etag(bytes));
    int status = lost == 0 ? 200 : lost;
    lost = 0;
    return status;
  }

  private byte[] list() {
    StringBuilder list = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
    objects.forEach(
        (path, bytes) ->
            list.append("<Contents><Key>")
                .append(path.substring("/lake/".length()))
                .append("</Key><ETag>")
                .append(etag(bytes))
                .append("</ETag></Contents>"));
    return list.append("</ListBucketResult>").toString().getBytes(UTF_8);
  }

  private static String etag(byte[] bytes) {
    return "\"" + Hashing.sha256().hashBytes(bytes) + "\"";
  }
}
