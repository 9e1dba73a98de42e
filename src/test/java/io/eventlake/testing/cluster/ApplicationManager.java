package io.eventlake.testing.cluster;

import io.eventlake.job.JobLauncher;
import java.nio.file.Path;
import org.apache.flink.client.deployment.application.ApplicationClusterEntryPoint;
import org.apache.flink.client.program.DefaultPackagedProgramRetriever;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;
import org.apache.flink.runtime.util.JvmShutdownSafeguard;
import org.slf4j.LoggerFactory;

/**
 * A JobManager for one application, {@link JobLauncher}. It does what Flink's own
 * StandaloneApplicationClusterEntryPoint does, which is in the distribution only.
 */
public final class ApplicationManager extends ApplicationClusterEntryPoint {

  private ApplicationManager(Configuration configuration, PackagedProgram program) {
    super(configuration, program, StandaloneResourceManagerFactory.getInstance());
  }

  /**
   * @param args Flink's configuration directory, then the program's arguments
   */
  public static void main(String[] args) throws Exception {
    // Its end after a fatal error waits for threads that wait for its end.
    JvmShutdownSafeguard.installAsShutdownHook(LoggerFactory.getLogger(ApplicationManager.class));
    Configuration configuration = GlobalConfiguration.loadConfiguration(args[0]);
    String[] own = {Path.of(args[1]).toString()};
    PackagedProgram program =
        DefaultPackagedProgramRetriever.create(
                null, JobLauncher.class.getName(), own, configuration)
            .getPackagedProgram();
    configureExecution(configuration, program);
    ClusterEntrypoint.runClusterEntrypoint(new ApplicationManager(configuration, program));
  }
}
