package io.eventlake.testing;

import io.eventlake.flink.EmbeddedFlink;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.util.MiniClusterPipelineExecutorServiceLoader;

/** A Flink cluster inside of the test's JVM, whose jobs can be stopped and restored. */
public final class TestCluster implements AutoCloseable {

  private static final long WAIT_SECONDS = 60;

  private final MiniCluster cluster;
  private final int slots;

  public TestCluster(int slots) {
    this.slots = slots;
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(EmbeddedFlink.complete(new Configuration()))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
    try {
      cluster.start();
    } catch (Exception e) {
      throw new IllegalStateException("the cluster did not start", e);
    }
  }

  /** Runs what any environment that is made from now on is given, until {@link #close}. */
  public TestCluster asContext() {
    Context.set(cluster, slots);
    return this;
  }

  /** Starts a job afresh, or from a savepoint where that is not null. */
  public JobID start(StreamExecutionEnvironment env, String savepoint) throws Exception {
    JobGraph graph = env.getStreamGraph().getJobGraph();
    if (savepoint != null) {
      graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
    }

    cluster.submitJob(graph).get(WAIT_SECONDS, TimeUnit.SECONDS);
    return graph.getJobID();
  }

  /** Stops a job; returns its savepoint. */
  public String stop(JobID job, Path directory) throws Exception {
    return stop(job, directory, false);
  }

  /** Stops a job as if its input had ended. */
  public void drain(JobID job, Path directory) throws Exception {
    stop(job, directory, true);
  }

  private String stop(JobID job, Path directory, boolean drain) throws Exception {
    String savepoint =
        cluster
            .stopWithSavepoint(
                job, directory.toUri().toString(), drain, SavepointFormatType.CANONICAL)
            .get(WAIT_SECONDS, TimeUnit.SECONDS);
    result(job);
    return savepoint;
  }

  public void cancel(JobID job) throws Exception {
    cluster.cancelJob(job).get(WAIT_SECONDS, TimeUnit.SECONDS);
    result(job);
  }

  /** Waits for a job's end. */
  public JobResult result(JobID job) throws Exception {
    return cluster.requestJobResult(job).get(WAIT_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    Context.unset();
    cluster.closeAsync().join();
  }

  /** Flink's own for tests changes options by chance, and needs JUnit 4 for it. */
  private static final class Context extends StreamExecutionEnvironment {

    private static void set(MiniCluster cluster, int slots) {
      initializeContextEnvironment(
          configuration -> {
            StreamExecutionEnvironment environment =
                new StreamExecutionEnvironment(
                    new MiniClusterPipelineExecutorServiceLoader(cluster), configuration, null);
            environment.setParallelism(slots);
            return environment;
          });
    }

    private static void unset() {
      resetContextEnvironment();
    }
  }
}
