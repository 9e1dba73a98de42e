package io.eventlake.family.product;

/**
 * What became of a line of an export; its names are those of the column {@code rejected_reasons}.
 */
public enum ItemOutcome {
  /** It is an activity of one of the days. */
  COUNTED,
  /** It is an activity of another day. */
  OUTSIDE,
  /** It is no session, party or member. */
  OTHER_MODEL,
  /** It has no new image: the item is gone. */
  REMOVED,
  /** The line is no JSON object. */
  MALFORMED_JSON,
  /** The line is longer than any item. */
  OVERSIZED,
  /** It has neither an item nor keys. */
  NO_ITEM,
  /** Its {@code modelId} is missing, or lacks the application or the id. */
  BAD_MODEL_ID,
  /** Its {@code owner} is missing, or is not of the form that its kind has. */
  BAD_OWNER,
  /** The time that decides is missing, or is neither epoch seconds nor RFC 3339. */
  BAD_TIME;

  /** Whether the line should not have been there. */
  public boolean isRejected() {
    return ordinal() >= MALFORMED_JSON.ordinal();
  }
}
