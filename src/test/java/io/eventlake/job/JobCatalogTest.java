package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
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
  }

  @Test
  void anUnknownNameListsTheJobs() {
    assertThatThrownBy(() -> JobCatalog.find("clikstream"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "There is no job clikstream, did you mean clickstream? The jobs are clickstream, segments");
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
