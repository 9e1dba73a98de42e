package io.eventlake.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import io.eventlake.job.Job;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.StreamingJob;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of whole configurations can be run, here and by the service. */
class ApplicationPropertiesTest {

  @ParameterizedTest
  @CsvSource({
    "jobs/resources/application-properties-local.json, clickstream, LOCAL, FILES",
    "jobs/resources/application-properties-site-local.json, site, LOCAL, FILES",
    "jobs/resources/application-properties-caliper-local.json, caliper, LOCAL, FILES",
    "deploy/managed-flink/application-properties.json, clickstream, GLUE, KINESIS",
    "deploy/managed-flink/application-properties-segments.json, segments, GLUE, KINESIS"
  })
  void parseAsTheJobReadsThem(
      Path file, String job, LakeOptions.Catalog catalog, SourceOptions.Type source)
      throws IOException {
    Map<String, String> properties = PropertyFile.read(file);

    JobOptions options = JobCatalog.options().parse(properties);

    assertThat(options.name).isEqualTo(job);
    assertThat(JobCatalog.find(options.name).name()).isEqualTo(job);
    assertThat(options.lake.catalog).isEqualTo(catalog);
    assertThat(options.source.type).isEqualTo(source);
    assertThat(byTheService(file)).isEqualTo(properties);
  }

  /** Every file of properties below deploy/ is read here: one that is added is not forgotten. */
  @Test
  void everyCommittedFileOfTheServiceIsRead() throws IOException {
    Map<String, JobOptions> jobs = new TreeMap<>();
    for (Path file : committed()) {
      JobOptions options = JobCatalog.options().parse(PropertyFile.read(file));
      jobs.put(options.name, options);
      assertDeployedAsItIs(options);
    }

    assertThat(jobs).containsOnlyKeys("clickstream", "segments");
    JobOptions clickstream = jobs.get("clickstream");
    JobOptions segments = jobs.get("segments");
    assertThat(segments.lake.arguments()).isEqualTo(clickstream.lake.arguments());
    assertThat(segments.segments.table).isEqualTo(clickstream.segments.table);
    assertThat(segments.source.stream).isNotEqualTo(clickstream.source.stream);
  }

  /**
   * The infrastructure does not see the catalog: what its files say of a job is held to it here.
   */
  private static void assertDeployedAsItIs(JobOptions options) {
    Job job = JobCatalog.find(options.name);
    assertThat(options.deploy.kind.name()).isEqualTo(job.kind().name());
    TableSet set = TableSet.of(options.deploy.set);
    Stream.of(options.deploy.busyTables, options.deploy.sessionTables)
        .flatMap(List::stream)
        .map(name -> name.split("\\."))
        .forEach(name -> assertThat(set.contains(TableName.of(name[0], name[1]))).isTrue());
    if (job instanceof StreamingJob) {
      assertThat(((StreamingJob) job).tables().name()).isEqualTo(set.name());
    }
  }

  /** To be copied beside the others by who wants the job. */
  @Test
  void everyExampleIsOfAJob() throws IOException {
    Map<String, JobOptions> jobs = new TreeMap<>();
    for (Path file : in(Path.of("deploy", "managed-flink", "examples"))) {
      Map<String, String> properties = new HashMap<>(PropertyFile.read(file));
      if (properties.get("job.name").equals("product-metrics")) {
        // The command of its schedule says the day.
        properties.put("metrics.from", "2026-03-10");
        properties.put("metrics.to", "2026-03-10");
      }

      JobOptions options = JobCatalog.options().parse(properties);
      jobs.put(options.name, options);
      assertDeployedAsItIs(options);
    }

    assertThat(jobs).containsOnlyKeys("site", "site-marts", "caliper", "xp", "product-metrics");
    assertThat(jobs.get("site-marts").lake.arguments())
        .isEqualTo(jobs.get("site").lake.arguments());
    assertThat(jobs.get("caliper").lake.arguments()).isEqualTo(jobs.get("site").lake.arguments());
  }

  private static List<Path> committed() throws IOException {
    return in(Path.of("deploy", "managed-flink"));
  }

  private static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("application-properties"))
          .collect(Collectors.toList());
    }
  }

  private static Map<String, String> byTheService(Path file) throws IOException {
    Map<String, String> properties = new HashMap<>();
    for (Map.Entry<String, Properties> group :
        KinesisAnalyticsRuntime.getApplicationProperties(file.toString()).entrySet()) {
      group
          .getValue()
          .forEach((key, value) -> properties.put(group.getKey() + "." + key, (String) value));
    }

    return properties;
  }
}
