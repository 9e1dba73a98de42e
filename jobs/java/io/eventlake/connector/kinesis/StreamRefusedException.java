package io.eventlake.connector.kinesis;

import io.eventlake.config.ConfigException;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** A stream that cannot be read without a mistake; the job ends instead of restarting for ever. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public class StreamRefusedException extends ConfigException {

  private static final long serialVersionUID = 1L;

  public StreamRefusedException(String message) {
    super(message);
  }
}
