package io.eventlake.flink;

import java.net.InetAddress;
import java.util.UUID;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

/**
 * The Flink inside of this process, of every local run and query. It listens on loopback alone, and
 * its REST API, which runs the code that it is sent, is shut by {@link RestGuard}.
 */
public final class EmbeddedFlink {

  /**
   * What a caller of the REST API must know; empty where nobody may call. Flink masks its value.
   */
  static final ConfigOption<String> TOKEN =
      ConfigOptions.key("eventlake.rest.token").stringType().noDefaultValue();

  private static final String LOOPBACK = InetAddress.getLoopbackAddress().getHostAddress();
  private static final String ANY_FREE = "0";

  static {
    // Whoever starts a Flink in a process, its planner must be able to read what it writes.
    ProcessLocale.setRoot();
  }

  private EmbeddedFlink() {}

  /** For streams; what the settings leave open is that of {@link #complete}. */
  public static StreamExecutionEnvironment streams(Configuration settings) {
    return StreamExecutionEnvironment.createLocalEnvironment(complete(settings));
  }

  /** For batch SQL; what the settings leave open is that of {@link #complete}. */
  public static TableEnvironment batchTables(Configuration settings) {
    return TableEnvironment.create(
        EnvironmentSettings.newInstance()
            .inBatchMode()
            .withConfiguration(complete(settings))
            .build());
  }

  /** For SQL over streams; what the settings leave open is that of {@link #complete}. */
  public static TableEnvironment streamTables(Configuration settings) {
    return TableEnvironment.create(
        EnvironmentSettings.newInstance()
            .inStreamingMode()
            .withConfiguration(complete(settings))
            .build());
  }

  /**
   * Adds Flink's web UI to the settings, to look at only.
   *
   * @return its address, with the token that its reader must have
   */
  public static String addWebUi(Configuration settings, int port) {
    String token = UUID.randomUUID().toString();
    settings.set(RestOptions.BIND_PORT, Integer.toString(port));
    settings.set(RestOptions.PORT, port);
    settings.set(TOKEN, token);
    return "http://" + LOOPBACK + ":" + port + "/?" + RestGuard.PARAMETER + "=" + token;
  }

  /** The settings, what every embedded Flink needs beside them, and no way in from elsewhere. */
  public static Configuration complete(Configuration settings) {
    Configuration configuration = new Configuration();
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
    // Threads that Iceberg shares in the process keep the class loader of the job that came first;
    // its classes are the process's own, so that they may be used when that job has ended.
    configuration.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    configuration.set(DeploymentOptions.TARGET, "local");
    configuration.set(RestOptions.BIND_PORT, ANY_FREE);
    configuration.set(TOKEN, "");
    configuration.addAll(settings);
    configuration.set(RestOptions.ADDRESS, LOOPBACK);
    configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    // Of the BLOB server, too.
    configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    configuration.set(JobManagerOptions.ADDRESS, LOOPBACK);
    // Of what hands the rows of a query over, too.
    configuration.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    configuration.set(TaskManagerOptions.HOST, LOOPBACK);
    // Nothing goes by the BLOB server, which asks nobody for a token.
    configuration.set(BlobServerOptions.OFFLOAD_MINSIZE, Integer.MAX_VALUE);
    configuration.set(WebOptions.SUBMIT_ENABLE, false);
    configuration.set(WebOptions.CANCEL_ENABLE, false);
    return configuration;
  }
}
