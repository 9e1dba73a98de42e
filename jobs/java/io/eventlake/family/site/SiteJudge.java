package io.eventlake.family.site;

import io.eventlake.family.EventJudge;
import io.eventlake.family.contract.Batches;
import io.eventlake.family.contract.ContractJudge;
import io.eventlake.family.contract.DecodeRules;
import io.eventlake.family.contract.IdRules;
import java.util.regex.Pattern;

/** The judge of a site's events, and the rules that it has in common with their decoder. */
public final class SiteJudge {

  /** A user's id is any pseudonym; what looks like an e-mail address is none. */
  public static final Pattern USERS = Pattern.compile("(?s).+");

  /** What CloudEvents ask every consumer to take, and the contract takes no more. */
  private static final int MOST_EVENT_BYTES = 64 << 10;

  private SiteJudge() {}

  static DecodeRules rules(int maxRecordBytes, String decoderVersion, IdRules ids) {
    return new DecodeRules(maxRecordBytes, decoderVersion, ids, Batches.ofArrays().under("events"))
        .maxEventBytes(MOST_EVENT_BYTES)
        .form(new SiteForm());
  }

  /**
   * A new one.
   *
   * @param maxRecordBytes largest record that is looked into, bytes
   * @param ids which ids are none, and which are a user's
   */
  public static EventJudge of(int maxRecordBytes, IdRules ids) {
    return new ContractJudge(SiteProperties.contract(), rules(maxRecordBytes, "", ids));
  }
}
