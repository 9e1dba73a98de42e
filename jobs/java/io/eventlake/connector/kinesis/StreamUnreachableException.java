package io.eventlake.connector.kinesis;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.kinesis.shaded.com.amazonaws.SdkClientException;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.core.exception.SdkException;
import org.apache.flink.util.ExceptionUtils;

/** Kinesis did not answer or refused access; the next try may find it. */
public class StreamUnreachableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What the connector says after its last try; it forgets what that failed with. */
  private static final Pattern GIVEN_UP = Pattern.compile("(Maximum r|R)etries exceeded for ");

  public StreamUnreachableException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * @param what could not be done with it, and where
   */
  static StreamUnreachableException of(String streamName, String what, Throwable cause) {
    return new StreamUnreachableException(
        "The Kinesis stream '"
            + streamName
            + "' cannot be "
            + what
            + ": "
            + cause.getMessage()
            + "; check source.region, source.endpoint and the credentials",
        cause);
  }

  /** The call of Kinesis that an exception of the connector is about; empty for one of none. */
  static Optional<Throwable> callIn(Exception e) {
    return ExceptionUtils.findThrowable(e, SdkClientException.class)
        .map(Throwable.class::cast)
        .or(() -> ExceptionUtils.findThrowable(e, SdkException.class))
        .or(() -> ExceptionUtils.findThrowable(e, StreamUnreachableException::isGivingUp));
  }

  private static boolean isGivingUp(Throwable e) {
    return e.getMessage() != null && GIVEN_UP.matcher(e.getMessage()).lookingAt();
  }
}
