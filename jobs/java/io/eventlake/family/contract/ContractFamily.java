package io.eventlake.family.contract;

import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.operator.decode.StoredEvents;
import java.util.List;

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

  /** JSON pointers of the session's id, then of the event's own. */
  public List<String> partitionKeys() {
    return rows.contract().partitionKeys();
  }

  /** Reads the events off the tables. */
  public StoredEvents storedEvents() {
    return new ContractEvents(rows);
  }
}
