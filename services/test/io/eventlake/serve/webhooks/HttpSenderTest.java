package io.eventlake.serve.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.webhooks.Sender.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.http.conn.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls over HTTP, to receivers that mean well and others that do not. */
class HttpSenderTest {

  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final BlockingQueue<String> got = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** The example of the standard's own libraries. */
  @Test
  void signaturesAreThoseOfTheStandard() {
    Secrets secrets = new Secrets("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", null, 0);
    byte[] body = "{\"test\": 2432232314}".getBytes(UTF_8);
    Instant time = Instant.ofEpochSecond(1_614_265_330);

    String signature = Signature.of(secrets, "msg_p5jXN8AQM9LWM0D4loKWxJek", time, body);

    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    Secrets both = new Secrets("whsec_bmV3", secrets.current(), time.toEpochMilli() + 1);
    assertThat(Signature.of(both, "msg_p5jXN8AQM9LWM0D4loKWxJek", time, body))
        .endsWith(" " + signature);
    assertThat(Signature.of(both, "m", time.plusMillis(1), body)).doesNotContain(" ");
  }

  @Test
  void anAnswerIsAnOutcome() {
    answer("/ok", 204, Map.of());
    answer("/moved", 302, Map.of("Location", "/ok"));
    answer("/later", 503, Map.of("Retry-After", "77"));
    answer("/never", 429, Map.of("Retry-After", "999999999"));
    try (Sender sender = new HttpSender(checked(true), LONGEST)) {
      assertThat(send(sender, "/ok")).isEqualTo(new Outcome(204, null, Duration.ZERO));
      assertThat(got.poll()).isEqualTo("POST /ok {} id-1");
      assertThat(send(sender, "/moved").trouble())
          .isEqualTo("The receiver answered 302; redirects are not followed.");
      assertThat(got).containsExactly("POST /moved {} id-1");
      assertThat(send(sender, "/later").rest()).isEqualTo(Duration.ofSeconds(77));
      assertThat(send(sender, "/never").rest()).isEqualTo(Duration.ofHours(1));
    }
  }

  /** Bodies without end, and such as come a byte at a time, hold nobody up. */
  @Test
  void whatTakesTooLongIsEnded() {
    CountDownLatch ended = new CountDownLatch(1);
    server.createContext(
        "/hangs",
        exchange -> {
          try {
            ended.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.createContext(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] block = new byte[1 << 16];
          for (int i = 0; i < 10_000; i++) {
            exchange.getResponseBody().write(block); // fails when the sender has gone
          }

          got.add("all was read");
        });
    try (Sender sender = new HttpSender(checked(true), Duration.ofMillis(500))) {
      assertThat(send(sender, "/hangs").trouble()).isEqualTo("The receiver took too long.");
      assertThat(send(sender, "/endless").isTaken()).isTrue();
      assertThat(got).isEmpty();
    } finally {
      ended.countDown();
    }
  }

  /** What the name means is looked at for the connection itself. */
  @Test
  void aNameThatMeansAnotherAddressLaterIsNotCalled() throws Exception {
    answer("/ok", 200, Map.of());
    InetAddress here = InetAddress.getLoopbackAddress();
    InetAddress open = InetAddress.getByAddress(new byte[] {93, (byte) 184, (byte) 216, 34});
    List<InetAddress[]> answers =
        new java.util.ArrayList<>(
            List.of(
                new InetAddress[] {open},
                new InetAddress[] {here},
                new InetAddress[] {open, here}));
    DnsResolver rebinding = host -> answers.remove(0);
    CheckedResolver resolver = new CheckedResolver(new PublicAddresses(false), rebinding);
    String url = "https://rebinding.example:" + server.getAddress().getPort() + "/ok";
    assertThat(new Receiver(resolver, false).require(url)).isEqualTo(url);
    try (Sender sender = new HttpSender(resolver, LONGEST)) {
      for (int i = 0; i < 2; i++) {
        assertThat(sender.send(url.replace("https", "http"), Map.of(), new byte[0]).trouble())
            .isEqualTo("The receiver's host has an address that is not public.");
      }
    }

    assertThat(got).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://0.0.0.0/",
        "https://10.1.2.3/",
        "https://172.31.0.1/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://[fe80::1]/",
        "https://[fd00:ec2::254]/",
        "https://100.64.0.1/",
        "https://[::ffff:10.0.0.1]/",
        "https://[::ffff:169.254.169.254]/",
        "https://[64:ff9b::a00:1]/",
        "https://[2002:a00:1::]/",
        "https://[2001::1]/",
        "https://[::7f00:1]/",
        "https://224.0.0.1/",
        "https://255.255.255.255/",
        "https://[ff02::1]/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://127.1/"
      })
  void addressesThatAreNotPublicAreRefused(String url) {
    assertThatThrownBy(() -> new Receiver(checked(false), false).require(url))
        .isInstanceOf(AnsweredException.class)
        .hasMessageContaining("url ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://93.184.216.34/",
        "ftp://93.184.216.34/",
        "https://user:pw@93.184.216.34/",
        "https://93.184.216.34/#part",
        "https://93.184.216.34:0/",
        "https://93.184.216.34:70000/",
        "//93.184.216.34/",
        "https:///x",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://93.184.216.34/ x",
        "https://\u200093.184.216.34/"
      })
  void whatIsNoAddressOfAReceiverIsRefused(String url) {
    for (boolean loopback : List.of(false, true)) {
      assertThatThrownBy(() -> new Receiver(checked(loopback), loopback).require(url))
          .isInstanceOf(AnsweredException.class);
    }
  }

  @Test
  void publicAddressesAreCalledAndThisMachineWhereThatIsWanted() throws Exception {
    Receiver strict = new Receiver(checked(false), false);
    for (String url :
        List.of(
            "https://93.184.216.34/x?y=z", "https://[2606:2800:220:1:248:1893:25c8:1946]:8443/")) {
      assertThat(strict.require(url)).isEqualTo(url);
    }

    Receiver local = new Receiver(checked(true), true);
    assertThat(local.require("http://127.0.0.1:9000/")).isNotNull();
    assertThat(local.require("https://[::1]/")).isNotNull();
    assertThatThrownBy(() -> local.require("http://10.0.0.1/")).hasMessageContaining("not public");
  }

  private static CheckedResolver checked(boolean loopback) {
    DnsResolver literals =
        host -> {
          if (!host.equals("localhost") && !host.matches("[0-9a-fx.:]+")) {
            throw new UnknownHostException(host);
          }

          return InetAddress.getAllByName(host);
        };
    return new CheckedResolver(new PublicAddresses(loopback), literals);
  }

  private Outcome send(Sender sender, String path) {
    return sender.send(
        "http://127.0.0.1:" + server.getAddress().getPort() + path,
        Map.of("webhook-id", "id-1"),
        "{}".getBytes(UTF_8));
  }

  private void answer(String path, int status, Map<String, String> headers) {
    server.createContext(
        path,
        exchange -> {
          got.add(request(exchange));
          headers.forEach(exchange.getResponseHeaders()::set);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }

  private static String request(HttpExchange exchange) throws IOException {
    return exchange.getRequestMethod()
        + " "
        + exchange.getRequestURI()
        + " "
        + new String(exchange.getRequestBody().readAllBytes(), UTF_8)
        + " "
        + exchange.getRequestHeaders().getFirst("webhook-id");
  }
}
