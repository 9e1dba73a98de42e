package io.eventlake.serve.graphql;

import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.http.Answers;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.ServedLake;
import io.eventlake.serve.lake.Viewer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One request: who asks, of which states, until when. For one thread. */
final class Asking {

  private final ServedLake lake;
  private final Viewer viewer;
  private final Deadline deadline;
  private final Map<String, LakeState> newest = new LinkedHashMap<>();
  private final List<LakeState> told = new ArrayList<>();

  Asking(ServedLake lake, Viewer viewer, Deadline deadline) {
    this.lake = lake;
    this.viewer = viewer;
    this.deadline = deadline;
  }

  Viewer viewer() {
    return viewer;
  }

  /** The families that may be seen. */
  List<String> families() {
    return lake.families().stream().filter(viewer::sees).toList();
  }

  /** The state of a family, which stays that of the whole request. */
  LakeState state(String family) {
    LakeState state = newest.get(family);
    if (state == null) {
      state = lake.state(viewer, family);
      newest.put(family, state);
      told.add(state);
    }

    return state;
  }

  /** A family as it was at a time. */
  LakeState past(String family, Instant time) {
    LakeState state = lake.past(viewer, family, time);
    told.add(state);
    return state;
  }

  /**
   * Asks a state.
   *
   * @throws AnsweredException when the time of the request is over
   */
  <T> T ask(LakeState state, Function<LakeEngine, T> question) {
    return lake.ask(viewer, state, engine -> deadline.within(engine, question));
  }

  /** Of which states the answer is. */
  List<Map<String, Object>> asOf(Clock clock) {
    return told.stream().map(state -> Answers.asOf(state, clock)).toList();
  }
}
