package io.eventlake.family.contract;

import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.operator.decode.StoredEvents;

/** The half of a family that a {@link Contract} tells: from records to rows of silver, and back. */
public final class ContractFamily {

  private final ContractRows rows;
  private final DecodeRules rules;

  public ContractFamily(ContractRows rows, DecodeRules rules) {
    this.rows = rows;
    this.rules = rules;
  }

  public EventDecoder decoder() {
    return new ContractDecoder(rows, rules);
  }

  /** Reads the events off the tables. */
  public StoredEvents storedEvents() {
    return new ContractEvents(rows);
  }
}
