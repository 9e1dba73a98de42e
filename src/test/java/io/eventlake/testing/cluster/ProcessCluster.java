package io.eventlake.testing.cluster;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.FreePort;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer;

/**
 * A Flink cluster of real processes on this machine that runs one job through its real entry point:
 * a JobManager, TaskManagers of one slot each, one of them spare, and a ZooKeeper which keeps what
 * a new JobManager goes on from. State is in RocksDB, checkpoints on disk. All processes end with
 * it, or with this JVM.
 */
public final class ProcessCluster implements AutoCloseable {

  /** Silence after which the cluster takes a process for dead. */
  public static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(6);

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final long LOOK_AGAIN_MILLIS = 100;
  private static final String COMMITTER = "Commit tables";

  private final Path directory;
  private final ClusterRest rest;
  private final List<MemberProcess> taskManagers = new ArrayList<>();
  private final MemberProcess zooKeeper;
  private final SmallDisk disk;
  private MemberProcess jobManager;
  private int started;
  private int startsLeft = 10;

  private ProcessCluster(
      Path directory, ClusterRest rest, MemberProcess zooKeeper, SmallDisk disk) {
    this.directory = directory;
    this.rest = rest;
    this.zooKeeper = zooKeeper;
    this.disk = disk;
  }

  /**
   * Makes the tables and starts the processes; returns before the job runs.
   *
   * @param directory of configuration, logs and state; new
   * @param properties the job's, its name included
   * @param parallelism the job's; there is one TaskManager more
   */
  public static ProcessCluster start(
      Path directory, Map<String, String> properties, int parallelism) throws IOException {
    return start(directory, properties, parallelism, Map.of(), null);
  }

  /**
   * As above, with more of Flink's configuration, for example where to restore from.
   *
   * @param flink Flink's options by key
   * @param disk what each TaskManager keeps RocksDB on, or null for the machine's own
   */
  public static ProcessCluster start(
      Path directory,
      Map<String, String> properties,
      int parallelism,
      Map<String, String> flink,
      SmallDisk disk)
      throws IOException {
    JobOptions options = JobCatalog.options().parse(properties);
    TableSet set = JobCatalog.findStreaming(options.name).tables();
    try (LakeTables tables = new LakeTables(Lakes.around(options.lake, set))) {
      tables.apply();
    }

    Files.createDirectories(directory);
    int restPort = FreePort.find();
    int zooKeeperPort = FreePort.find();
    Map<String, String> configuration =
        new TreeMap<>(ClusterConfiguration.of(directory, restPort, zooKeeperPort, parallelism));
    configuration.putAll(flink);
    if (disk != null) {
      configuration.put("state.backend.rocksdb.localdir", disk.directory().toString());
    }

    ClusterConfiguration.write(configuration, directory);
    FlinkCommand.writeGroups(properties, directory.resolve("application_properties.json"));
    MemberProcess zooKeeper = startZooKeeper(directory, zooKeeperPort);
    ProcessCluster cluster =
        new ProcessCluster(directory, new ClusterRest(restPort), zooKeeper, disk);
    boolean complete = false;
    try {
      cluster.startJobManager();
      for (int i = 0; i <= parallelism; i++) {
        cluster.startTaskManager();
      }

      complete = true;
      return cluster;
    } finally {
      if (!complete) {
        cluster.close();
      }
    }
  }

  /** What the cluster says of the job. */
  public ClusterRest job() {
    return rest;
  }

  /** Where the job leaves its savepoints. */
  public Path savepoints() {
    return directory.resolve("savepoints");
  }

  /** The TaskManagers that the job runs on, two where its parallelism is two. */
  public List<MemberProcess> busy() throws InterruptedException {
    await("all tasks run", rest::allRunning);
    Set<String> busy = rest.busyTaskManagers();
    return taskManagers.stream().filter(member -> busy.contains(member.name())).toList();
  }

  /** All TaskManagers that were not killed, the oldest first. */
  public List<MemberProcess> taskManagers() {
    return List.copyOf(taskManagers);
  }

  /** Every process that runs Flink. */
  List<MemberProcess> members() {
    List<MemberProcess> members = new ArrayList<>(taskManagers);
    members.add(jobManager);
    return members;
  }

  /** Kills a TaskManager (SIGKILL). */
  public void kill(MemberProcess taskManager) {
    taskManager.kill();
    taskManagers.remove(taskManager);
  }

  /** Starts one more TaskManager. */
  public MemberProcess startTaskManager() throws IOException {
    String name = "taskmanager-" + ++started;
    MemberProcess member =
        MemberProcess.start(
            name,
            512,
            TaskManagerRunner.class.getName(),
            List.of("--configDir", directory.toString(), "-Dtaskmanager.resource-id=" + name),
            directory,
            disk == null ? List.of() : disk.mount());
    taskManagers.add(member);
    return member;
  }

  /** Kills the JobManager (SIGKILL). */
  public void killJobManager() {
    jobManager.kill();
  }

  /** Starts a JobManager, which goes on with the job where one did before. */
  public void startJobManager() throws IOException {
    if (jobManager != null) {
      jobManager.close();
    }

    jobManager =
        MemberProcess.start(
            "jobmanager-" + ++started,
            512,
            ApplicationManager.class.getName(),
            List.of(
                directory.toString(), directory.resolve("application_properties.json").toString()),
            directory);
  }

  /** The TaskManager that runs the committer. */
  public MemberProcess committer() throws InterruptedException {
    await("the committer runs", () -> find(rest.taskManager(COMMITTER).orElse("")) != null);
    return find(rest.taskManager(COMMITTER).orElse(""));
  }

  /** Returns once every task runs and a checkpoint is complete. */
  public void awaitRunning() throws InterruptedException {
    await("the first checkpoint", () -> rest.allRunning() && rest.newestCheckpoint() > 0);
  }

  /** Returns once that many checkpoints are complete since the call. */
  public void awaitCheckpoints(int count) throws InterruptedException {
    long before = rest.newestCheckpoint();
    await(count + " checkpoints", () -> rest.newestCheckpoint() >= before + count);
  }

  /**
   * Returns once the job has been restored after the given time, every task runs and a checkpoint
   * is complete again.
   *
   * @param sinceMillis time of the fault, of the epoch
   * @return how long that took since
   */
  public Duration awaitRecovery(long sinceMillis) throws InterruptedException {
    await("the job has recovered", () -> rest.hasRecoveredSince(sinceMillis));
    return Duration.ofMillis(System.currentTimeMillis() - sinceMillis);
  }

  /** Lets the job finish what it has read as if the input had ended; returns when it has. */
  public void drain() throws InterruptedException {
    await("all tasks run", rest::allRunning);
    await("the job takes the stop", () -> rest.stop(savepoints(), true));
    await("the job has finished", () -> rest.state().orElse("").equals("FINISHED"));
  }

  /** Returns once the JobManager has given up and ended, with what it has logged. */
  public String awaitEndOfJobManager() throws InterruptedException, IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (jobManager.isAlive()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "The JobManager goes on; the job is " + rest.state().orElse("not to be seen"));
      }

      Thread.sleep(LOOK_AGAIN_MILLIS);
    }

    return Files.readString(directory.resolve(jobManager.name() + ".log"));
  }

  /** Of configuration, logs and state. */
  Path directory() {
    return directory;
  }

  /** Where a JobManager leaves what the next one goes on from. */
  public Path highAvailability() {
    return directory.resolve("ha");
  }

  /** Where the job leaves its checkpoints. */
  public Path checkpoints() {
    return directory.resolve("checkpoints");
  }

  /** Returns once the condition holds; fails when the job has failed, or in two minutes. */
  public void await(String what, BooleanSupplier condition) throws InterruptedException {
    await(what, PATIENCE, condition);
  }

  /** As above, with another patience. */
  public void await(String what, Duration patience, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (rest.state().orElse("").equals("FAILED")) {
        throw new AssertionError("The job failed: " + rest.failure());
      }

      tendTaskManagers();
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "Not within "
                + patience.toSeconds()
                + " s: "
                + what
                + "; the job is "
                + rest.state().orElse("not to be seen")
                + "; "
                + rest.failure());
      }

      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  @Override
  public void close() {
    taskManagers.forEach(MemberProcess::close);
    if (jobManager != null) {
      jobManager.close();
    }

    zooKeeper.close();
  }

  /** Starts those again that could not start, as whatever supervises processes does. */
  private void tendTaskManagers() {
    for (MemberProcess member : taskManagers()) {
      try {
        if (startsLeft > 0 && member.failedToStart()) {
          startsLeft--;
          kill(member);
          System.out.println(member.name() + " could not start: " + startTaskManager().name());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    taskManagers.forEach(MemberProcess::assertAlive);
  }

  private MemberProcess find(String name) {
    return taskManagers.stream()
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static MemberProcess startZooKeeper(Path directory, int port) throws IOException {
    Path configuration = directory.resolve("zoo.cfg");
    Files.writeString(
        configuration,
        String.join(
            "\n",
            "tickTime=1000",
            "dataDir=" + directory.resolve("zookeeper"),
            "clientPort=" + port,
            "clientPortAddress=127.0.0.1",
            "admin.enableServer=false",
            ""));
    return MemberProcess.start(
        "zookeeper",
        128,
        FlinkZooKeeperQuorumPeer.class.getName(),
        List.of("--zkConfigFile", configuration.toString(), "--peerId", "1"),
        directory);
  }
}
