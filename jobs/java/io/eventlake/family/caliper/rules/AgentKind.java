package io.eventlake.family.caliper.rules;

/** What a type says of who is of it. */
public enum AgentKind {
  PERSON,
  /** An application or a group: an agent that is no person. */
  OTHER,
  /** A thing. */
  NONE,
  /** It is no type of the rules. */
  UNKNOWN
}
