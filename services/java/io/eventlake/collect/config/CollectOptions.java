package io.eventlake.collect.config;

import io.eventlake.collect.intake.CollectedFamily;
import io.eventlake.config.OptionGroup;
import io.eventlake.config.OptionReader;
import io.eventlake.service.Bounds;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** How events are collected: property group {@code collect}. */
public final class CollectOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  public static final ConfigOption<String> STREAMS =
      ConfigOptions.key("collect.streams")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Required. The stream of each family that is collected, with commas between them:"
                  + " web=web-events, site=site-events, caliper=learning-events.");
  public static final ConfigOption<String> REGION =
      ConfigOptions.key("collect.region")
          .stringType()
          .defaultValue("us-east-1")
          .withDescription("AWS region of the streams.");
  public static final ConfigOption<String> ENDPOINT =
      ConfigOptions.key("collect.endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription("Kinesis endpoint in place of the region's, for example an emulator's.");
  public static final ConfigOption<String> HOST =
      ConfigOptions.key("collect.host")
          .stringType()
          .defaultValue("127.0.0.1")
          .withDescription(
              "Address that is listened at: of this machine alone, unless another is named.");
  public static final ConfigOption<Integer> PORT =
      ConfigOptions.key("collect.port")
          .intType()
          .defaultValue(8080)
          .withDescription("Port that is listened at; 0 takes one that is free.");
  public static final ConfigOption<Boolean> OPEN =
      ConfigOptions.key("collect.open")
          .booleanType()
          .defaultValue(false)
          .withDescription("Whether events are taken of anybody, without a key.");
  public static final ConfigOption<String> KEYS_FILE =
      ConfigOptions.key("collect.keys-file")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File of API keys, a JSON array of objects with tenant, sha256 (of the key, in"
                  + " hexadecimal digits), and perhaps families and requests_per_second. Required,"
                  + " unless tokens are taken (collect.jwt-keys) or events of anybody"
                  + " (collect.open=true).");
  public static final ConfigOption<String> JWT_KEYS =
      ConfigOptions.key("collect.jwt-keys")
          .stringType()
          .noDefaultValue()
          .withDescription("URL of the keys (JWKS) that tokens (JWT) are signed with.");
  public static final ConfigOption<String> JWT_ISSUER =
      ConfigOptions.key("collect.jwt-issuer")
          .stringType()
          .noDefaultValue()
          .withDescription("With jwt-keys, required: who must have issued a token.");
  public static final ConfigOption<String> JWT_AUDIENCE =
      ConfigOptions.key("collect.jwt-audience")
          .stringType()
          .noDefaultValue()
          .withDescription("With jwt-keys, required: whom a token must be for.");
  public static final ConfigOption<String> JWT_TENANT =
      ConfigOptions.key("collect.jwt-tenant")
          .stringType()
          .defaultValue("sub")
          .withDescription("With jwt-keys: the claim that names the tenant.");
  public static final ConfigOption<Integer> REQUESTS_PER_SECOND =
      ConfigOptions.key("collect.requests-per-second")
          .intType()
          .defaultValue(1_000)
          .withDescription(
              "Requests that a caller may send in a second, unless the keys file says otherwise; one"
                  + " more is answered 429.");
  public static final ConfigOption<MemorySize> MAX_BODY =
      ConfigOptions.key("collect.max-body-bytes")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(1))
          .withDescription("Largest body, unpacked; a larger one is answered 413.");
  public static final ConfigOption<Integer> MAX_EVENTS =
      ConfigOptions.key("collect.max-events")
          .intType()
          .defaultValue(1_000)
          .withDescription("Most events of a request; one more is answered 413.");
  public static final ConfigOption<MemorySize> BUFFER =
      ConfigOptions.key("collect.buffer-bytes")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(64))
          .withDescription(
              "Bodies that are read or wait for the stream, all together; what goes beyond is"
                  + " answered 429.");
  public static final ConfigOption<Duration> PUT_TIMEOUT =
      ConfigOptions.key("collect.put-timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(5))
          .withDescription(
              "How long records that the stream does not take are put again before their request is"
                  + " answered 503; with an overflow queue, how long that may take to have them.");
  public static final ConfigOption<String> OVERFLOW_QUEUE =
      ConfigOptions.key("collect.overflow-queue")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "URL of a FIFO queue of SQS, in the region of the streams, for records that a stream"
                  + " does not take; collect replay puts them back. Without it their request is"
                  + " answered 503.");
  public static final ConfigOption<Duration> OVERFLOW_AFTER =
      ConfigOptions.key("collect.overflow-after")
          .durationType()
          .defaultValue(Duration.ofSeconds(1))
          .withDescription(
              "With an overflow queue: how long records that the stream does not take are put again"
                  + " before they go there.");
  public static final ConfigOption<Duration> BODY_TIMEOUT =
      ConfigOptions.key("collect.body-timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("How long a body may take to come; one that is slower is answered 408.");
  public static final ConfigOption<Boolean> SEND_REJECTED =
      ConfigOptions.key("collect.send-rejected")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether rejected events go into the stream, too, so that the lake has their dead"
                  + " letters.");
  public static final ConfigOption<String> ORIGINS =
      ConfigOptions.key("collect.origins")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Origins whose pages may send events from a browser (CORS), with commas between them,"
                  + " such as https://shop.example.");
  public static final ConfigOption<Integer> PROXIES =
      ConfigOptions.key("collect.proxies")
          .intType()
          .defaultValue(0)
          .withDescription(
              "Proxies before the endpoint that add to X-Forwarded-For: the client's address is the"
                  + " one that the first of them added. 0 takes the connection's.");
  public static final ConfigOption<String> COUNTRY_HEADER =
      ConfigOptions.key("collect.country-header")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Header in which a proxy names the client's country, such as"
                  + " CloudFront-Viewer-Country; without it no country is added.");

  public static final ConfigOption<String> LINKS_FILE =
      ConfigOptions.key("collect.links-file")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File of affiliate links, a JSON array of objects with link, target and perhaps"
                  + " payout_cents: GET /r/LINK leads to the target, and is a click of web.");

  /** Read by command line and tests through the groups of a catalog. */
  public static final OptionGroup<CollectOptions> GROUP =
      OptionGroup.of(
          "collect", CollectOptions.class, (options, used) -> new CollectOptions(options, true));

  /** For what answers nobody, and so asks for no keys; it needs the queue. */
  public static final OptionGroup<CollectOptions> OF_REPLAY =
      OptionGroup.of(
          "collect", CollectOptions.class, (options, used) -> new CollectOptions(options, false));

  public final Map<CollectedFamily, String> streams;
  public final String region;
  public final String endpoint;
  public final String host;
  public final int port;
  public final boolean open;
  public final String keysFile;
  public final JwtOptions jwt;
  public final int requestsPerSecond;
  public final int maxBodyBytes;
  public final int maxEvents;
  public final long bufferBytes;
  public final Duration putTimeout;

  /** Null where there is no queue. */
  public final OverflowOptions overflow;

  public final Duration bodyTimeout;
  public final boolean sendRejected;
  public final List<String> origins;
  public final int proxies;
  public final String countryHeader;
  public final String linksFile;

  private CollectOptions(OptionReader options, boolean answers) {
    streams = FamilyStreams.read(options);
    region = options.read(REGION);
    endpoint = options.read(ENDPOINT);
    host = options.read(HOST);
    port = options.read(PORT);
    options.check(port >= 0 && port < 1 << 16, PORT, "is no port");
    open = options.read(OPEN);
    keysFile = options.localPath(KEYS_FILE);
    jwt = JwtOptions.read(options);
    if (answers && !open && keysFile == null && jwt == null) {
      options.require(KEYS_FILE);
    }

    options.check(
        !open || keysFile == null && jwt == null,
        OPEN,
        "makes keys needless: leave it out, or collect.keys-file and collect.jwt-keys");
    requestsPerSecond = Bounds.positive(options, REQUESTS_PER_SECOND);
    maxBodyBytes = Math.toIntExact(Bounds.bytes(options, MAX_BODY, 1, 16 << 20));
    maxEvents = Bounds.positive(options, MAX_EVENTS);
    bufferBytes = Bounds.bytes(options, BUFFER, maxBodyBytes, Long.MAX_VALUE);
    putTimeout = Bounds.positiveDuration(options, PUT_TIMEOUT);
    overflow = OverflowOptions.read(options, !answers);
    bodyTimeout = Bounds.positiveDuration(options, BODY_TIMEOUT);
    sendRejected = options.read(SEND_REJECTED);
    origins = FamilyStreams.words(options.read(ORIGINS));
    options.check(
        origins.stream().allMatch(origin -> origin.matches("https?://[A-Za-z0-9.-]+(:\\d+)?")),
        ORIGINS,
        "has something else than origins such as https://shop.example");
    proxies = options.read(PROXIES);
    options.check(proxies >= 0, PROXIES, "must not be negative");
    countryHeader = options.read(COUNTRY_HEADER);
    linksFile = options.localPath(LINKS_FILE);
    options.check(
        linksFile == null || streams.containsKey(CollectedFamily.WEB),
        LINKS_FILE,
        "makes clicks of web: name its stream in collect.streams");
  }

  /** How long records are put again before they go elsewhere, or their request is told. */
  public Duration patience() {
    return overflow == null ? putTimeout : overflow.after();
  }

  /** How long a request waits for stream and queue. */
  public Duration mostWait() {
    return overflow == null ? putTimeout : overflow.after().plus(putTimeout);
  }
}
