package io.eventlake.serve.webhooks;

import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.webhooks.WebhookStore.Place;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page of deliveries ends, as a text. */
final class DeliveryCursor {

  private DeliveryCursor() {}

  static String behind(Delivery last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            (last.created() + " " + last.run() + " " + last.message())
                .getBytes(StandardCharsets.UTF_8));
  }

  /** Null for none. */
  static Place place(String cursor) {
    if (cursor == null) {
      return null;
    }

    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 3);
      return new Place(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), parts[2]);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new AnsweredException(
          400, "cursor is none that an answer had: leave it out to begin anew.");
    }
  }
}
