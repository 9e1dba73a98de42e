package io.eventlake.testing.house.job;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Makes a Flink that listens on every interface. */
public class OpenJob {

  public StreamExecutionEnvironment environment() {
    return StreamExecutionEnvironment.createLocalEnvironment();
  }
}
