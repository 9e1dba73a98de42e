package io.eventlake.connector.iceberg.sink;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;

/** Reads the committer's state from a savepoint or checkpoint, without running a job. */
final class SavepointReader {

  private SavepointReader() {}

  static CheckpointHeads read(String path) throws IOException {
    CheckpointMetadata metadata = metadata(path);
    for (OperatorState operator : metadata.getOperatorStates()) {
      for (OperatorSubtaskState subtask : operator.getStates()) {
        for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
          if (handle
              .getStateNameToPartitionOffsets()
              .containsKey(LakeCommitterOperator.HEADS.getName())) {
            return heads(metadata.getCheckpointId(), handle);
          }
        }
      }
    }

    throw new IOException(path + " holds no state of a lake sink");
  }

  private static CheckpointMetadata metadata(String path) throws IOException {
    CompletedCheckpointStorageLocation location =
        AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(path);
    try (DataInputStream in = new DataInputStream(location.getMetadataHandle().openInputStream())) {
      return Checkpoints.loadCheckpointMetadata(
          in, SavepointReader.class.getClassLoader(), location.getExternalPointer());
    }
  }

  private static CheckpointHeads heads(long checkpointId, OperatorStateHandle handle)
      throws IOException {
    try (CloseableRegistry closeables = new CloseableRegistry()) {
      OperatorStateBackend state =
          new DefaultOperatorStateBackendBuilder(
                  SavepointReader.class.getClassLoader(),
                  new ExecutionConfig(),
                  false,
                  List.of(handle),
                  closeables)
              .build();
      try {
        return heads(checkpointId, state);
      } finally {
        state.dispose();
      }
    }
  }

  private static CheckpointHeads heads(long checkpointId, OperatorStateBackend state)
      throws IOException {
    List<PendingCommit> pending = new ArrayList<>();
    Map<String, String> heads = new HashMap<>();
    try {
      state.getListState(LakeCommitterOperator.PENDING).get().forEach(pending::add);
      for (Tuple2<String, String> head : state.getListState(LakeCommitterOperator.HEADS).get()) {
        heads.put(head.f0, head.f1);
      }
    } catch (IOException e) {
      throw e;
    } catch (Exception e) { // what a state declares
      throw new IOException("The state of the lake sink can not be read", e);
    }

    return new CheckpointHeads(checkpointId, pending, heads);
  }
}
