package io.eventlake.job;

import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.connector.savepoint.SavepointState;
import io.eventlake.flink.EmbeddedFlink;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Whether the state of a savepoint has its place in a job's graph, asked without running it. */
final class StateGraph {

  private StateGraph() {}

  /**
   * Builds the graph, with its sources, and looks for each operator that has state.
   *
   * @throws ConfigException when the graph cannot be built of these options, or state would have no
   *     place in it
   * @throws IOException when there is no such savepoint, or it is damaged
   */
  static void requirePlace(JobOptions options, String savepoint) throws IOException {
    Map<OperatorID, JobVertex> places = places(graph(options));
    for (Map.Entry<OperatorID, Integer> operator :
        SavepointState.read(savepoint).operators().entrySet()) {
      JobVertex place = places.get(operator.getKey());
      if (place == null) {
        throw new ConfigException(
            "The savepoint "
                + savepoint
                + " has state of an operator ("
                + operator.getKey()
                + ") that the job "
                + options.name
                + " does not have with these options: give it the kind of source and the segments"
                + " that it had, or another savepoint");
      }

      if (place.getParallelism() > operator.getValue()) {
        throw new ConfigException(
            "The savepoint "
                + savepoint
                + " was made for "
                + operator.getValue()
                + " subtasks at most: local.parallelism = '"
                + options.local.parallelism
                + "' is above that");
      }
    }
  }

  private static JobGraph graph(JobOptions options) {
    StreamExecutionEnvironment env = EmbeddedFlink.streams(new Configuration());
    env.setParallelism(options.local.parallelism);
    JobLauncher.prepare(env);
    JobCatalog.findStreaming(options.name).define(env, options);
    return env.getStreamGraph().getJobGraph();
  }

  private static Map<OperatorID, JobVertex> places(JobGraph graph) {
    Map<OperatorID, JobVertex> places = new HashMap<>();
    for (JobVertex vertex : graph.getVertices()) {
      for (OperatorIDPair ids : vertex.getOperatorIDs()) {
        places.put(ids.getGeneratedOperatorID(), vertex);
        ids.getUserDefinedOperatorID().ifPresent(id -> places.put(id, vertex));
      }
    }

    return places;
  }
}
