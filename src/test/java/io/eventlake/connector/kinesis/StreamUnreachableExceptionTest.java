package io.eventlake.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.kinesis.shaded.com.amazonaws.SdkClientException;
import org.junit.jupiter.api.Test;

/** Which exceptions of the connector are about Kinesis, so that they are told with a remedy. */
class StreamUnreachableExceptionTest {

  @Test
  void aCallThatFailedOrWasGivenUp() {
    SdkClientException call = new SdkClientException("Connection refused");
    assertThat(StreamUnreachableException.callIn(new RuntimeException("reading", call)))
        .containsSame(call);
    for (String words :
        new String[] {
          "Retries exceeded for getRecords operation - all 12 retry attempts failed.",
          "Retries exceeded for getShardIterator operation - all 3 retry attempts failed.",
          "Maximum retries exceeded for SubscribeToShard. Failed 10 times."
        }) {
      RuntimeException given = new RuntimeException(words);
      assertThat(StreamUnreachableException.callIn(new RuntimeException("reading", given)))
          .containsSame(given);
    }
  }

  @Test
  void whatIsNoCall() {
    assertThat(StreamUnreachableException.callIn(new IllegalStateException())).isEmpty();
    assertThat(StreamUnreachableException.callIn(new RuntimeException("a bug"))).isEmpty();
  }
}
