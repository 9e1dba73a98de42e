package io.eventlake.family.toy;

import static io.eventlake.family.contract.PropertyDefinition.property;

import io.eventlake.family.contract.Contract;
import io.eventlake.family.contract.PropertyType;
import io.eventlake.family.contract.Role;

/** The contract: three properties of a toy, beside those that say which event it is. */
final class ToyProperties {

  static final String BUILT = "built";
  static final String BROKEN = "broken";

  private static final Contract FIRST = contract(BUILT);
  private static final Contract CONTRACT = contract(BUILT, BROKEN);

  private ToyProperties() {}

  /** Shared by all. */
  static Contract contract() {
    return CONTRACT;
  }

  /** As it was when no toy ever broke. */
  static Contract first() {
    return FIRST;
  }

  private static Contract contract(String... types) {
    return Contract.of(ToyFamily.NAME)
        .with(property("/id", PropertyType.ID).role(Role.IDENTITY))
        .with(
            property("/type", PropertyType.CHOICE)
                .choices(types)
                .role(Role.EVENT_TYPE)
                .bronze("event_type")
                .silver("event_type"))
        .with(property("/at", PropertyType.TIMESTAMP).role(Role.TIME).bronze("ts").silver("ts"))
        .with(
            property("/play", PropertyType.SESSION)
                .role(Role.SESSION)
                .bronze("session.session_id")
                .silver("session_id"))
        .with(
            property("/child", PropertyType.USER)
                .role(Role.USER)
                .bronze("user.user_id_hash")
                .silver("user_id_hash"))
        .with(property("/colour", PropertyType.TEXT).silver("colour"))
        .with(property("/pieces", PropertyType.INTEGER).between(0, 1e6).silver("pieces"))
        .require("/id")
        .require("/type")
        .require("/at")
        .requireOf(BUILT, "/pieces")
        .build();
  }
}
