package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.config.OptionGroups;
import io.eventlake.config.RebuildOptions;
import io.eventlake.family.toy.ToyFamily;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** Jobs are found by their names, and start with what every job wants. */
class JobCatalogTest {

  @Test
  void findsAJobByItsName() {
    assertThat(JobCatalog.find("clickstream")).isInstanceOf(FamilyJob.class);
    assertThat(JobCatalog.all()).extracting(Job::name).doesNotHaveDuplicates();
    assertThat(JobCatalog.all()).extracting(Job::description).doesNotContain("");
    assertThat(JobCatalog.streaming())
        .extracting(StreamingJob::name)
        .containsExactly("clickstream", "site", "caliper", "segments");
    assertThat(JobCatalog.all())
        .filteredOn(job -> job.kind() == JobKind.BATCH)
        .extracting(Job::name)
        .containsExactly(
            "rebuild", "replay-dead-letters", "maintain", "product-metrics", "site-marts", "xp");
  }

  @Test
  void whatHasStateIsNoBatch() {
    assertThatThrownBy(() -> JobCatalog.findStreaming("rebuild"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "The job rebuild is a batch, which runs to its end and has no state: the jobs that have"
                + " are clickstream, site, caliper, segments");
  }

  @Test
  void aBatchIsAboutAFamilyThatThereIs() {
    JobOptions options =
        JobCatalog.options()
            .parse(
                Map.of("job.name", "rebuild", "job.family", "wep", "rebuild.from", "2026-03-01"));
    BatchJob rebuild = (BatchJob) JobCatalog.find("rebuild");

    assertThatThrownBy(() -> rebuild.run(options, Clock.systemUTC(), line -> {}))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "There is no family wep, did you mean web? The families are web, site, caliper");
  }

  /** As its line of the catalog would say. */
  @Test
  void aFamilyMayHaveOptionsOfItsOwn() {
    FamilyJob toys =
        FamilyJob.of(
            "toys",
            "toys",
            ToyFamily::tables,
            RebuildOptions.GROUP,
            (decode, own) -> {
              throw new ConfigException("from " + own.from);
            });
    OptionGroups options = JobCatalog.options(List.of(toys));
    JobOptions parsed =
        options.parse(
            Map.of("job.name", "toys", "source.stream", "s", "rebuild.from", "2026-03-01"));

    assertThatThrownBy(() -> toys.family(parsed)).hasMessage("from 2026-03-01");
  }

  @Test
  void anUnknownNameListsTheJobs() {
    assertThatThrownBy(() -> JobCatalog.find("clikstream"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "There is no job clikstream, did you mean clickstream? The jobs are clickstream, site, caliper, segments,"
                + " rebuild, replay-dead-letters, maintain, product-metrics, site-marts, xp");
  }

  @Test
  void theLauncherWantsRuntimeProperties() {
    assertThatThrownBy(() -> JobLauncher.main(new String[0]))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "the application has no runtime properties: set the property group 'job' with key"
                + " 'name'");
  }

  @Test
  void theLauncherSetsNothingThatTheServiceForbids() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
    boolean checkpointing = env.getCheckpointConfig().isCheckpointingEnabled();

    JobLauncher.prepare(env);

    assertThat(env.getCheckpointConfig().isCheckpointingEnabled()).isEqualTo(checkpointing);
    assertThat(env.getConfiguration().get(PipelineOptions.GENERIC_TYPES)).isFalse();
    assertThat(env.getConfig().isObjectReuseEnabled()).isTrue();
    assertThat(env.getConfiguration().get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
    assertThat(env.getMaxParallelism()).isEqualTo(720);
  }
}
