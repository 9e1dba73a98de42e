package io.eventlake.testing.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that could not start is told from one that ended. */
@Timeout(120)
class MemberProcessTest {

  @TempDir private Path directory;

  @Test
  void aTaskManagerWithoutItsPortFailedToStart() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        MemberProcess member = taskManager("-Dtaskmanager.rpc.port=" + taken.getLocalPort())) {
      member.awaitEnd();
      assertThat(member.failedToStart()).isTrue();
    }
  }

  @Test
  void oneThatIsKilledDidNot() throws Exception {
    try (MemberProcess member = taskManager("-Dtaskmanager.rpc.port=0")) {
      assertThat(member.failedToStart()).isFalse();
      member.kill();
      assertThat(member.failedToStart()).isFalse();
    }
  }

  private MemberProcess taskManager(String option) throws Exception {
    Files.writeString(
        directory.resolve("config.yaml"),
        String.join(
            "\n",
            "jobmanager.rpc.address: localhost",
            "taskmanager.host: localhost",
            "taskmanager.bind-host: localhost",
            "taskmanager.cpu.cores: 1",
            "taskmanager.memory.task.heap.size: 128m",
            "taskmanager.memory.managed.size: 64m",
            "taskmanager.memory.network.min: 64m",
            "taskmanager.memory.network.max: 64m",
            ""));
    return MemberProcess.start(
        "taskmanager-1",
        256,
        TaskManagerRunner.class.getName(),
        List.of("--configDir", directory.toString(), option),
        directory);
  }
}
