package io.eventlake.serve.webhooks;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.http.Header;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.conn.DnsResolver;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends over HTTP: follows no redirect, keeps no cookie, asks no proxy, reads little of answers.
 */
final class HttpSender implements Sender {

  private static final Logger LOG = LoggerFactory.getLogger(HttpSender.class);

  private static final int CONNECT_MILLIS = 5_000;
  private static final int SOCKET_MILLIS = 10_000;
  private static final int MOST_ANSWER_BYTES = 1 << 16;
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final int CONNECTIONS = 64;

  private final CloseableHttpClient client;
  private final Duration longest;
  private final ScheduledExecutorService ends =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "webhook-ends");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param resolver where connections go
   * @param longest that an attempt may take, however slowly something comes
   */
  HttpSender(DnsResolver resolver, Duration longest) {
    this.longest = longest;
    PoolingHttpClientConnectionManager connections =
        new PoolingHttpClientConnectionManager(
            RegistryBuilder.<ConnectionSocketFactory>create()
                .register("http", PlainConnectionSocketFactory.getSocketFactory())
                .register("https", SSLConnectionSocketFactory.getSocketFactory())
                .build(),
            resolver);
    connections.setMaxTotal(CONNECTIONS);
    connections.setDefaultMaxPerRoute(CONNECTIONS / 4);
    client =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setUserAgent("eventlake")
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableAutomaticRetries()
            .disableContentCompression()
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectTimeout(CONNECT_MILLIS)
                    .setConnectionRequestTimeout(SOCKET_MILLIS)
                    .setSocketTimeout(SOCKET_MILLIS)
                    .setRedirectsEnabled(false)
                    .setAuthenticationEnabled(false)
                    .build())
            .build();
  }

  @Override
  public Outcome send(String url, Map<String, String> headers, byte[] body) {
    HttpPost request = new HttpPost(url);
    headers.forEach(request::setHeader);
    request.setEntity(new ByteArrayEntity(body));
    ScheduledFuture<?> end =
        ends.schedule(request::abort, longest.toMillis(), TimeUnit.MILLISECONDS);
    try (CloseableHttpResponse answer = client.execute(request)) {
      Outcome outcome = outcome(answer);
      passOver(answer);
      return outcome;
    } catch (IOException | RuntimeException e) {
      return new Outcome(0, trouble(e, request.isAborted()), Duration.ZERO);
    } finally {
      end.cancel(false);
    }
  }

  private static Outcome outcome(CloseableHttpResponse answer) {
    int status = answer.getStatusLine().getStatusCode();
    String trouble =
        status / 100 == 2
            ? null
            : status / 100 == 3
                ? "The receiver answered " + status + "; redirects are not followed."
                : "The receiver answered " + status + ".";
    return new Outcome(status, trouble, wait(answer.getFirstHeader("Retry-After")));
  }

  private static Duration wait(Header header) {
    String value = header == null ? "" : header.getValue().strip();
    Duration wait =
        value.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(value)) : Duration.ZERO;
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  /** What is read to its end leaves a connection that can be used again. */
  private static void passOver(CloseableHttpResponse answer) {
    if (answer.getEntity() != null) {
      try (InputStream in = answer.getEntity().getContent()) {
        if (in.readNBytes(MOST_ANSWER_BYTES).length == MOST_ANSWER_BYTES) {
          answer.close(); // before the stream is, which reads on
        }
      } catch (IOException e) {
        LOG.debug("The status is known, and what comes with it is of no use", e);
      }
    }
  }

  private String trouble(Exception e, boolean aborted) {
    if (aborted || e instanceof SocketTimeoutException) {
      return "The receiver took too long.";
    } else if (e instanceof CheckedResolver.ForbiddenAddressException) {
      return e.getMessage();
    } else if (e instanceof UnknownHostException) {
      return "The receiver's host is not known.";
    } else if (e instanceof SSLException) {
      return "No safe connection to the receiver: its certificate or TLS is not accepted.";
    }

    return "The receiver cannot be reached, or ended the connection.";
  }

  @Override
  public void close() {
    ends.shutdownNow();
    try {
      client.close();
    } catch (IOException e) {
      throw new WebhookException("The connections of webhooks did not close", e);
    }
  }
}
