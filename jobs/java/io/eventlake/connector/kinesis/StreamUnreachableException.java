package io.eventlake.connector.kinesis;

/** Kinesis did not answer or refused access; the next try may find it. */
public class StreamUnreachableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

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
            + "' can not be "
            + what
            + ": "
            + cause.getMessage()
            + "; check source.region, source.endpoint and the credentials",
        cause);
  }
}
