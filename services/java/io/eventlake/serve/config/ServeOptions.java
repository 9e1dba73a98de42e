package io.eventlake.serve.config;

import io.eventlake.config.OptionGroup;
import io.eventlake.config.OptionReader;
import io.eventlake.service.Bounds;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** How questions are answered over HTTP: property group {@code serve}. */
public final class ServeOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  public static final ConfigOption<String> HOST =
      ConfigOptions.key("serve.host")
          .stringType()
          .defaultValue("127.0.0.1")
          .withDescription(
              "Address that is listened at: of this machine alone, unless another is named.");
  public static final ConfigOption<Integer> PORT =
      ConfigOptions.key("serve.port")
          .intType()
          .defaultValue(8090)
          .withDescription("Port that is listened at; 0 takes one that is free.");
  public static final ConfigOption<Boolean> OPEN =
      ConfigOptions.key("serve.open")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether anybody is answered, without a key, as by a key that may see all, persons and"
                  + " SQL included.");
  public static final ConfigOption<String> KEYS_FILE =
      ConfigOptions.key("serve.keys-file")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File of API keys, a JSON array of objects with tenant, sha256 (of the key, in"
                  + " hexadecimal digits), what it may see (admin or families), and perhaps persons"
                  + " and requests_per_second. Required, unless anybody is answered"
                  + " (serve.open=true).");
  public static final ConfigOption<Integer> REQUESTS_PER_SECOND =
      ConfigOptions.key("serve.requests-per-second")
          .intType()
          .defaultValue(100)
          .withDescription(
              "Requests that a caller may send in a second, unless the keys file says otherwise; one"
                  + " more is answered 429.");
  public static final ConfigOption<Integer> CONCURRENCY =
      ConfigOptions.key("serve.concurrency")
          .intType()
          .defaultValue(2)
          .withDescription(
              "Statements that run at once; each may take lake.query-memory. Others wait.");
  public static final ConfigOption<Duration> WAIT =
      ConfigOptions.key("serve.wait")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("How long a question waits for its turn before it is answered 503.");
  public static final ConfigOption<Duration> FRESH =
      ConfigOptions.key("serve.fresh")
          .durationType()
          .defaultValue(Duration.ofSeconds(1))
          .withDescription(
              "How old the newest known state of the lake may be; the catalog is asked no more often.");
  public static final ConfigOption<Duration> STALE =
      ConfigOptions.key("serve.stale")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription(
              "Age of a family's last commit from which GET /health/job says that its job is late.");
  public static final ConfigOption<MemorySize> CACHE =
      ConfigOptions.key("serve.cache-bytes")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(64))
          .withDescription("Answers that are kept, by the state of the lake; 0 keeps none.");
  public static final ConfigOption<Integer> MAX_ROWS =
      ConfigOptions.key("serve.max-rows")
          .intType()
          .defaultValue(10_000)
          .withDescription("Most rows of an answer; it says when there are more.");
  public static final ConfigOption<Duration> GRAPHQL_TIMEOUT =
      ConfigOptions.key("serve.graphql-timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription(
              "How long a request of GraphQL may take; a field that is not answered by then is an"
                  + " error.");
  public static final ConfigOption<String> ORIGINS =
      ConfigOptions.key("serve.origins")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Origins whose pages may ask from a browser (CORS), with commas between them, such as"
                  + " https://dashboard.example.");
  public static final ConfigOption<String> COLLECTOR =
      ConfigOptions.key("serve.collector")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Address of the collector, such as http://127.0.0.1:8080, for GET /health/collector.");
  public static final ConfigOption<Double> STORAGE_PRICE =
      ConfigOptions.key("serve.price-gb-month")
          .doubleType()
          .defaultValue(0.023)
          .withDescription(
              "Price of a gigabyte (10^9 bytes) stored for a month, for GET /v1/costs.");
  public static final ConfigOption<Double> SCAN_PRICE =
      ConfigOptions.key("serve.price-tb-scanned")
          .doubleType()
          .defaultValue(5.0)
          .withDescription("Price of a terabyte (10^12 bytes) scanned, for GET /v1/costs.");
  public static final ConfigOption<String> CURRENCY =
      ConfigOptions.key("serve.currency")
          .stringType()
          .defaultValue("USD")
          .withDescription("Currency of the prices.");
  public static final ConfigOption<String> STATE_DIR =
      ConfigOptions.key("serve.state-dir")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Directory of this machine for what has to outlive a restart: webhooks, their"
                  + " deliveries, exports. Without it their routes are answered 501. Secrets of"
                  + " webhooks are in it: it is made for its owner alone.");
  public static final ConfigOption<Boolean> WEBHOOKS_LOOPBACK =
      ConfigOptions.key("serve.webhooks-loopback")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether receivers of webhooks may be on this machine, and be called by http; for"
                  + " local runs. Other addresses that are not public are refused all the same.");
  public static final ConfigOption<Integer> WEBHOOKS_ATTEMPTS =
      ConfigOptions.key("serve.webhooks-attempts")
          .intType()
          .defaultValue(10)
          .withDescription(
              "How often a delivery is attempted before it has failed: after 5 seconds, then each"
                  + " time after three times as long, 12 hours at most.");
  public static final ConfigOption<Integer> WEBHOOKS_PER_TENANT =
      ConfigOptions.key("serve.webhooks-per-tenant")
          .intType()
          .defaultValue(20)
          .withDescription("Most webhooks of a tenant.");
  public static final ConfigOption<Duration> WEBHOOKS_KEEP =
      ConfigOptions.key("serve.webhooks-keep")
          .durationType()
          .defaultValue(Duration.ofDays(7))
          .withDescription("How long the log of deliveries has those that have ended.");
  public static final ConfigOption<String> EXPORTS_TO =
      ConfigOptions.key("serve.exports-to")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Folder on S3 for exports, such as s3://bucket/exports, of one serve alone; files are"
                  + " then fetched from there, by addresses that are good for an hour. Without it"
                  + " they are in serve.state-dir.");
  public static final ConfigOption<Duration> EXPORTS_KEEP =
      ConfigOptions.key("serve.exports-keep")
          .durationType()
          .defaultValue(Duration.ofDays(1))
          .withDescription("How long the file of an export is there after it was made.");
  public static final ConfigOption<MemorySize> EXPORT_BYTES =
      ConfigOptions.key("serve.export-bytes")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(1024))
          .withDescription("Largest file of an export; one that grows beyond it is ended.");
  public static final ConfigOption<MemorySize> EXPORTS_BYTES =
      ConfigOptions.key("serve.exports-bytes")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(10 * 1024))
          .withDescription(
              "All files of exports; while one more might take more than that, exports are answered"
                  + " 507.");

  /** Read by command line and tests through the groups of a catalog. */
  public static final OptionGroup<ServeOptions> GROUP =
      OptionGroup.of("serve", ServeOptions.class, (options, used) -> new ServeOptions(options));

  public final String host;
  public final int port;
  public final boolean open;
  public final String keysFile;
  public final int requestsPerSecond;
  public final int concurrency;
  public final Duration wait;
  public final Duration fresh;
  public final Duration stale;
  public final long cacheBytes;
  public final int maxRows;
  public final Duration graphQlTimeout;
  public final List<String> origins;
  public final String collector;
  public final double storagePrice;
  public final double scanPrice;
  public final String currency;

  /** Null where nothing is kept. */
  public final String stateDir;

  public final WebhookOptions webhooks;
  public final ExportOptions exports;

  private ServeOptions(OptionReader options) {
    host = options.read(HOST);
    port = options.read(PORT);
    options.check(port >= 0 && port < 1 << 16, PORT, "is no port");
    open = options.read(OPEN);
    keysFile = options.localPath(KEYS_FILE);
    if (!open && keysFile == null) {
      options.require(KEYS_FILE);
    }

    options.check(
        !open || keysFile == null, OPEN, "makes keys needless: leave it out, or serve.keys-file");
    requestsPerSecond = Bounds.positive(options, REQUESTS_PER_SECOND);
    concurrency = Bounds.positive(options, CONCURRENCY);
    wait = options.duration(WAIT);
    fresh = options.duration(FRESH);
    stale = options.duration(STALE);
    options.check(!wait.isNegative(), WAIT, "must not be negative");
    options.check(!fresh.isNegative(), FRESH, "must not be negative");
    options.check(stale.toMillis() > 0, STALE, "must be positive");
    cacheBytes = options.size(CACHE).getBytes();
    maxRows = Bounds.positive(options, MAX_ROWS);
    graphQlTimeout = options.duration(GRAPHQL_TIMEOUT);
    options.check(graphQlTimeout.toMillis() > 0, GRAPHQL_TIMEOUT, "must be positive");
    origins = words(options.read(ORIGINS));
    options.check(
        origins.stream().allMatch(origin -> origin.matches("https?://[A-Za-z0-9.-]+(:\\d+)?")),
        ORIGINS,
        "has something else than origins such as https://dashboard.example");
    collector = options.read(COLLECTOR);
    options.check(
        collector == null || collector.matches("https?://[A-Za-z0-9.\\[\\]:-]+"),
        COLLECTOR,
        "is no address such as http://127.0.0.1:8080");
    storagePrice = price(options, STORAGE_PRICE);
    scanPrice = price(options, SCAN_PRICE);
    currency = options.read(CURRENCY);
    stateDir = options.localPath(STATE_DIR);
    webhooks = WebhookOptions.read(options);
    exports = ExportOptions.read(options);
  }

  private static double price(OptionReader options, ConfigOption<Double> option) {
    double value = options.read(option);
    options.check(value >= 0 && value < 1e9, option, "is no price");
    return value;
  }

  private static List<String> words(String value) {
    return value == null
        ? List.of()
        : Stream.of(value.split(",")).map(String::strip).filter(word -> !word.isEmpty()).toList();
  }
}
