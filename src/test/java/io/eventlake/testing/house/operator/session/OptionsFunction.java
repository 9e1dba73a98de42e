package io.eventlake.testing.house.operator.session;

import io.eventlake.testing.house.config.Options;
import org.apache.flink.api.common.functions.MapFunction;

/** Sees the configuration, which an operator may not. */
public class OptionsFunction implements MapFunction<String, String> {

  private static final long serialVersionUID = 1L;

  @Override
  public String map(String value) {
    return value + new Options().language();
  }
}
