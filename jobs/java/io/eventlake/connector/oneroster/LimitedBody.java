package io.eventlake.connector.oneroster;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** The body of an answer, which breaks off where it becomes larger than it may be. */
final class LimitedBody<T> implements BodySubscriber<T> {

  /** The answer is larger than it may be. */
  static final class TooLargeException extends IOException {

    private static final long serialVersionUID = 1L;
  }

  private final BodySubscriber<T> body;
  private long left;
  private boolean ended;
  private Flow.Subscription subscription;

  LimitedBody(BodySubscriber<T> body, long bytes) {
    this.body = body;
    this.left = bytes;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    body.onSubscribe(given);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (ended) {
      return;
    }

    for (ByteBuffer buffer : buffers) {
      left -= buffer.remaining();
    }

    if (left < 0) {
      ended = true;
      subscription.cancel();
      body.onError(new TooLargeException());
    } else {
      body.onNext(buffers);
    }
  }

  @Override
  public void onError(Throwable e) {
    if (!ended) {
      body.onError(e);
    }
  }

  @Override
  public void onComplete() {
    if (!ended) {
      body.onComplete();
    }
  }

  @Override
  public CompletionStage<T> getBody() {
    return body.getBody();
  }
}
