package io.eventlake.connector.savepoint;

import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;

/** What a savepoint or checkpoint on disk holds, read without running a job. */
public final class SavepointState {

  private final String path;
  private final CheckpointMetadata metadata;

  private SavepointState(String path, CheckpointMetadata metadata) {
    this.path = path;
    this.metadata = metadata;
  }

  /**
   * Reads its metadata.
   *
   * @param path its directory, or the file {@code _metadata} in it
   * @throws SavepointException when there is none, or it is damaged
   */
  public static SavepointState read(String path) throws SavepointException {
    ClassLoader classes = SavepointState.class.getClassLoader();
    requireThere(path);
    try {
      CompletedCheckpointStorageLocation location =
          AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(path);
      try (DataInputStream in =
          new DataInputStream(location.getMetadataHandle().openInputStream())) {
        return new SavepointState(
            path, Checkpoints.loadCheckpointMetadata(in, classes, location.getExternalPointer()));
      }
    } catch (IOException | RuntimeException e) { // what bytes that are no metadata may lead to
      throw SavepointException.of(path, e);
    }
  }

  /** Flink says the same of a path that is nowhere as of storage that fails. */
  private static void requireThere(String path) throws SavepointException {
    try {
      if (!new Path(path).getFileSystem().exists(new Path(path))) {
        throw SavepointException.of(path, new FileNotFoundException(path));
      }
    } catch (SavepointException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // of a path that is none
      throw new SavepointException(path, "cannot be read: " + e.getMessage(), e);
    }
  }

  /** The checkpoint's number within its run. */
  public long checkpointId() {
    return metadata.getCheckpointId();
  }

  /** The operators that have state, and the most subtasks that each was made for. */
  public Map<OperatorID, Integer> operators() {
    Map<OperatorID, Integer> operators = new LinkedHashMap<>();
    for (OperatorState operator : metadata.getOperatorStates()) {
      if (operator.getStateSize() > 0) {
        operators.put(operator.getOperatorID(), operator.getMaxParallelism());
      }
    }

    return operators;
  }

  /**
   * The elements of a list state, of whichever operator has one of that name; empty when none has.
   * Of a union state each subtask has its own part.
   */
  public <T> Optional<List<T>> list(ListStateDescriptor<T> descriptor) throws SavepointException {
    List<T> elements = new ArrayList<>();
    boolean found = false;
    for (OperatorState operator : metadata.getOperatorStates()) {
      for (OperatorSubtaskState subtask : operator.getStates()) {
        for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
          if (handle.getStateNameToPartitionOffsets().containsKey(descriptor.getName())) {
            found = true;
            elements.addAll(list(handle, descriptor));
          }
        }
      }
    }

    return found ? Optional.of(elements) : Optional.empty();
  }

  private <T> List<T> list(OperatorStateHandle handle, ListStateDescriptor<T> descriptor)
      throws SavepointException {
    try (CloseableRegistry closeables = new CloseableRegistry()) {
      OperatorStateBackend state =
          new DefaultOperatorStateBackendBuilder(
                  SavepointState.class.getClassLoader(),
                  new ExecutionConfig(),
                  false,
                  List.of(handle),
                  closeables)
              .build();
      try {
        List<T> elements = new ArrayList<>();
        // A backend gives a state only as it was registered.
        boolean union =
            handle.getStateNameToPartitionOffsets().get(descriptor.getName()).getDistributionMode()
                == OperatorStateHandle.Mode.UNION;
        ListState<T> list =
            union ? state.getUnionListState(descriptor) : state.getListState(descriptor);
        list.get().forEach(elements::add);
        return elements;
      } finally {
        state.dispose();
      }
    } catch (Exception e) { // what a state declares
      throw new SavepointException(
          path, "has state " + descriptor.getName() + " that cannot be read: " + e.getMessage(), e);
    }
  }
}
