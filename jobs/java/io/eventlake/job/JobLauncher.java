package io.eventlake.job;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.flink.ProcessLocale;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Entry point on Amazon Managed Service for Apache Flink: reads the application's property groups
 * and runs the job that {@code job.name} names. On a Flink cluster of one's own, the program's only
 * argument is a file with the property groups, in the service's format.
 */
public final class JobLauncher {

  /** Key groups: the most subtasks a job can ever have; part of every savepoint. */
  private static final int MAX_PARALLELISM = 720;

  private JobLauncher() {}

  public static void main(String[] args) throws Exception {
    ProcessLocale.setRoot();
    Map<String, String> properties = properties(groups(args));
    properties.putIfAbsent(LakeOptions.CATALOG.key(), LakeOptions.Catalog.GLUE.name());
    JobOptions options = JobCatalog.options().parse(properties);
    StreamingJob job = JobCatalog.findStreaming(options.name);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    prepare(env);
    JobTables.verify(Lakes.of(options.lake, job.name()), job.name());
    JobTables.verifyPersons(Lakes.of(options.lake, job.name()), job, options);
    job.define(env, options);
    env.execute(job.name());
  }

  /** What every job wants of its environment, wherever it runs. */
  public static void prepare(StreamExecutionEnvironment env) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    env.configure(configuration);
  }

  private static Map<String, Properties> groups(String[] args) throws IOException {
    if (args.length > 1) {
      throw new ConfigException(
          "there is one argument at most, the file with the property groups, but there are "
              + args.length);
    }

    return args.length == 0
        ? KinesisAnalyticsRuntime.getApplicationProperties()
        : KinesisAnalyticsRuntime.getApplicationProperties(args[0]);
  }

  private static Map<String, String> properties(Map<String, Properties> groups) {
    if (groups == null || groups.isEmpty()) {
      throw new ConfigException(
          "the application has no runtime properties: set the property group 'job' with key 'name'");
    }

    Map<String, String> properties = new HashMap<>();
    groups.forEach(
        (group, values) ->
            values.forEach((key, value) -> properties.put(group + "." + key, (String) value)));
    return properties;
  }
}
