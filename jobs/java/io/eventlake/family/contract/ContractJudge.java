package io.eventlake.family.contract;

import io.eventlake.family.EventJudge;
import io.eventlake.family.JudgedEvent;
import java.util.List;
import org.apache.flink.table.data.StringData;

/**
 * Judges events by a family's {@link Contract}, as {@link ContractDecoder} does, and makes no rows:
 * so where events are taken in, nobody needs a table. What a dead letter adds to its sentence about
 * its payload is not told, for there is none.
 */
public final class ContractJudge implements EventJudge {

  private final Contract contract;
  private final DecodeRules rules;
  private final ContractParser parser;
  private final EventId ids;

  public ContractJudge(Contract contract, DecodeRules rules) {
    this.contract = contract;
    this.rules = rules;
    this.parser = new ContractParser(contract, rules.ids);
    this.ids = new EventId(contract);
  }

  @Override
  public JudgedEvent judge(byte[] event) {
    if (event.length > rules.maxRecordBytes) {
      return rejected(rules.oversizedRecord(event.length));
    }

    if (rules.mayBePlain(contract, event.length) && parser.parsePlain(event)) {
      return kept(parser.event());
    }

    Rejection noText = parser.decode(event);
    if (noText != null) {
      return rejected(noText);
    }

    Rejection rejection = parser.parse(rules.form.of(parser.record()), List.of());
    if (parser.readToEnd() && event.length > rules.maxEventBytes) {
      return rejected(rules.oversizedEvent(event.length));
    }

    return rejection == null ? kept(parser.event()) : rejected(rejection);
  }

  private JudgedEvent kept(EventValues event) {
    if (!parser.consents()) {
      return JudgedEvent.withheld(event.eventType());
    }

    ids.give(event);
    StringData session = event.first(contract.session);
    return JudgedEvent.accepted(
        event.eventType(), event.id().toString(), session == null ? null : session.toString());
  }

  static JudgedEvent rejected(Rejection rejection) {
    return JudgedEvent.rejected(rejection.reason, rejection.pointer, rejection.message);
  }
}
