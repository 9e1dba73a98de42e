package io.eventlake.serve.webhooks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Takes messages as it is told to. */
final class FakeReceiver implements Sender {

  static final Outcome TAKEN = new Outcome(200, null, Duration.ZERO);

  final List<String> ids = new ArrayList<>();
  final List<String> bodies = new ArrayList<>();
  Supplier<Outcome> answer = () -> TAKEN;

  static Outcome failing(int status) {
    return new Outcome(status, "The receiver answered " + status + ".", Duration.ZERO);
  }

  @Override
  public Outcome send(String url, Map<String, String> headers, byte[] body) {
    ids.add(headers.get("webhook-id"));
    bodies.add(new String(body, StandardCharsets.UTF_8));
    return answer.get();
  }

  /** The events of what it got, by the end of their ids. */
  List<String> events() {
    return bodies.stream()
        .map(body -> body.replaceAll(".*\"event_id\":\"[^\"]*-0*(\\d+)\".*", "$1"))
        .toList();
  }

  @Override
  public void close() {}
}
