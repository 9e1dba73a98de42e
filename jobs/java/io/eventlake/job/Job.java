package io.eventlake.job;

import io.eventlake.config.JobOptions;
import io.eventlake.table.TableSet;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Something that can be deployed or run. */
public interface Job {

  /** The name in the configuration, {@code job.name}. */
  String name();

  /** One line for people. */
  String description();

  /** The tables that it commits together, with those that are read with them. */
  TableSet tables();

  /** Builds the job's graph; does not execute it. */
  void define(StreamExecutionEnvironment env, JobOptions options);
}
