package io.eventlake.connector.kinesis;

/** Kinesis did not answer or refused access; the next try may find it. */
public class StreamUnreachableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StreamUnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
