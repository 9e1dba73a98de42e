package io.eventlake.family.contract;

import io.eventlake.json.JsonText;
import java.io.Serializable;

/**
 * Writes events that come in another form as their contract has them, before they are read: so
 * masks see inside, and a dead letter holds what was judged. What cannot be written so stays as it
 * is, for a rule to judge. Keeps nothing.
 */
@FunctionalInterface
public interface EventForm extends Serializable {

  /** Events come as their contract has them. */
  EventForm AS_SENT = event -> event;

  /**
   * @param event perhaps no JSON, and perhaps hostile
   * @return the same object where there is nothing to change
   */
  JsonText of(JsonText event);
}
