package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the run that left a file is still there: its process, not one of the same number. */
class RunFileTest {

  @TempDir private Path state;

  @BeforeEach
  void write() throws Exception {
    RunFile.in(state).write(8081, "secret", "clickstream");
  }

  @Test
  void aRunThatIsThere() throws Exception {
    Properties run = RunFile.in(state).read();

    assertThat(RunFile.port(run)).isEqualTo(8081);
    assertThat(RunFile.token(run)).isEqualTo("secret");
    assertThat(RunFile.job(run)).isEqualTo("clickstream");
  }

  @Test
  void anotherProcessWithItsNumberIsNoRun() throws Exception {
    change("process-started", "1");

    assertThat(RunFile.in(state).read()).isNull();
  }

  @Test
  void aRunOfAnotherMachineOrBeforeThisOneStartedIsNotThere() throws Exception {
    change("machine", "another");

    assertThat(RunFile.in(state).read()).isNull();
  }

  @Test
  void isDeletedByItsOwnRunAlone() throws Exception {
    RunFile.in(state).delete("another");
    assertThat(RunFile.in(state).read()).isNotNull();

    RunFile.in(state).delete("secret");
    assertThat(state).isEmptyDirectory();
  }

  private void change(String key, String value) throws Exception {
    Path file = state.resolve("run.properties");
    Properties run = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      run.load(reader);
    }

    run.setProperty(key, value);
    try (Writer writer = Files.newBufferedWriter(file)) {
      run.store(writer, null);
    }
  }
}
