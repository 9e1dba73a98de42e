package io.eventlake.family.web;

import io.eventlake.family.EventJudge;
import io.eventlake.family.contract.Batches;
import io.eventlake.family.contract.ContractJudge;
import io.eventlake.family.contract.DecodeRules;
import io.eventlake.family.contract.IdRules;

/** The judge of web events, and the rules that it has in common with their decoder. */
public final class WebJudge {

  private WebJudge() {}

  static DecodeRules rules(int maxRecordBytes, String decoderVersion, IdRules ids) {
    return new DecodeRules(maxRecordBytes, decoderVersion, ids, Batches.none());
  }

  /**
   * A new one.
   *
   * @param maxRecordBytes largest event that is looked into, bytes
   * @param ids which ids are none, and which are a user's
   */
  public static EventJudge of(int maxRecordBytes, IdRules ids) {
    return new ContractJudge(WebProperties.contract(), rules(maxRecordBytes, "", ids));
  }
}
