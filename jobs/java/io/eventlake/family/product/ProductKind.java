package io.eventlake.family.product;

/** What an item is, by the beginning of its {@code modelId}; which decides what time it has. */
enum ProductKind {
  /** A game that a user played; it counts on the day of its last update. */
  SESSION("session-"),
  /** A party that a user made; it counts on the day when it was created. */
  PARTY("party-"),
  /** A user in a party; it counts on the day when the user joined. */
  MEMBER("member-user-");

  private final String beginning;

  ProductKind(String beginning) {
    this.beginning = beginning;
  }

  /** Null of an item that is of another model. */
  static ProductKind of(String modelId) {
    for (ProductKind kind : values()) {
      if (modelId.startsWith(kind.beginning)) {
        return kind;
      }
    }

    return null;
  }

  /** What its {@code modelId} begins with. */
  String beginning() {
    return beginning;
  }

  /** As the column {@code kind} has it. */
  String word() {
    return this == SESSION ? "session" : this == PARTY ? "party" : "member";
  }

  static ProductKind ofWord(String word) {
    for (ProductKind kind : values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }

    throw new IllegalArgumentException(word + " is no kind of activity");
  }
}
