package io.eventlake.operator.session;

import io.eventlake.config.LocalOptions;
import io.eventlake.event.EventEnvelope;
import io.eventlake.job.RocksDbFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.contrib.streaming.state.RocksDBOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.FileUtils;

/** The sessionize operator alone on a state backend, as one slot of a local run has it. */
final class SessionStep implements AutoCloseable {

  /** Key groups, as the jobs have them. */
  private static final int MAX_PARALLELISM = 720;

  /** By default a slot's share of what a local run gives RocksDB. */
  private static final MemorySize ROCKSDB_MEMORY =
      MemorySize.ofMebiBytes(Integer.getInteger("eventlake.bench.rocksdb-mebibytes", 128));

  private final Path directory;
  private final CountedSessions operator = new CountedSessions();
  private final KeyedOneInputStreamOperatorTestHarness<String, EventEnvelope, RowData> harness;
  private long snapshots;

  SessionStep(LocalOptions.Backend backend) throws Exception {
    directory = Files.createTempDirectory("eventlake-bench");
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            operator, event -> event.key, Types.STRING, MAX_PARALLELISM, 1, 0);
    harness.setStateBackend(
        backend == LocalOptions.Backend.ROCKSDB ? rocksDb() : new HashMapStateBackend());
    harness.setCheckpointStorage(
        new FileSystemCheckpointStorage(directory.resolve("checkpoints").toUri()));
    harness.open();
  }

  void process(EventEnvelope event) throws Exception {
    harness.processElement(new StreamRecord<>(event, event.eventTimeMillis));
  }

  void watermark(long millis) throws Exception {
    harness.processWatermark(millis);
  }

  /** Silver rows that came out. */
  long silverRows() {
    return operator.output().records();
  }

  /** Sessions that came out, retractions not counted. */
  long sessions() {
    return operator.output().sessions();
  }

  /** Writes to the backend what a checkpoint wants there. */
  void beforeCheckpoint() throws Exception {
    harness.prepareSnapshotPreBarrier(++snapshots);
  }

  /** Size of the keyed state in a checkpoint, timers included, bytes. */
  long stateBytes() throws Exception {
    beforeCheckpoint();
    OperatorSubtaskState snapshot = harness.snapshot(snapshots, snapshots);
    long bytes =
        snapshot.getManagedKeyedState().getStateSize() + snapshot.getRawKeyedState().getStateSize();
    snapshot.discardState();
    return bytes;
  }

  @Override
  public void close() throws Exception {
    harness.close();
    FileUtils.deleteDirectory(directory.toFile());
  }

  private StateBackend rocksDb() throws IOException {
    Configuration memory = new Configuration();
    memory.set(RocksDBOptions.FIX_PER_SLOT_MEMORY_SIZE, ROCKSDB_MEMORY);
    RocksDbFiles.set(memory);
    EmbeddedRocksDBStateBackend backend =
        new EmbeddedRocksDBStateBackend(false)
            .configure(memory, SessionStep.class.getClassLoader());
    backend.setDbStoragePath(directory.resolve("rocksdb").toString());
    return backend;
  }
}
