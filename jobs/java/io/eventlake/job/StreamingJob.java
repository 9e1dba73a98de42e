package io.eventlake.job;

import io.eventlake.config.JobOptions;
import io.eventlake.table.TableSet;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job over a stream or files that commits with each checkpoint, here or on the service. */
public interface StreamingJob extends Job {

  @Override
  default JobKind kind() {
    return JobKind.STREAMING;
  }

  /** The tables that it commits together, with those that are read with them. */
  TableSet tables();

  /** Builds the job's graph; does not execute it. */
  void define(StreamExecutionEnvironment env, JobOptions options);
}
