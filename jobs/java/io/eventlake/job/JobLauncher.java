package io.eventlake.job;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Entry point on Amazon Managed Service for Apache Flink: reads the application's property groups
 * and runs the job that {@code job.name} names.
 */
public final class JobLauncher {

  /** Key groups: the most subtasks a job can ever have; part of every savepoint. */
  private static final int MAX_PARALLELISM = 720;

  private JobLauncher() {}

  public static void main(String[] args) throws Exception {
    Map<String, String> properties = serviceProperties();
    properties.putIfAbsent(LakeOptions.CATALOG.key(), LakeOptions.Catalog.GLUE.name());
    JobOptions options = JobOptions.parse(properties);
    Job job = JobCatalog.find(options.name);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    prepare(env);
    JobTables.verify(options.lake);
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

  private static Map<String, String> serviceProperties() throws IOException {
    Map<String, Properties> groups = KinesisAnalyticsRuntime.getApplicationProperties();
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
