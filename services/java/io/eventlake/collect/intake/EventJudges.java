package io.eventlake.collect.intake;

import io.eventlake.config.DecodeOptions;
import io.eventlake.family.EventJudge;
import io.eventlake.family.contract.IdRules;
import io.eventlake.family.site.SiteJudge;
import io.eventlake.family.web.WebJudge;
import java.util.EnumMap;
import java.util.Map;

/** Judges of the families whose events come one by one. */
final class EventJudges {

  private final Map<CollectedFamily, JudgePool<EventJudge>> pools =
      new EnumMap<>(CollectedFamily.class);

  /**
   * @param concurrency of each family, how many judge at once
   */
  EventJudges(DecodeOptions options, int concurrency) {
    IdRules ofWeb = new IdRules(options.absentIds, options.userIds);
    IdRules ofSite = new IdRules(options.absentIds, options.userIdsOr(SiteJudge.USERS));
    pools.put(
        CollectedFamily.WEB,
        new JudgePool<>(concurrency, () -> WebJudge.of(options.maxRecordBytes, ofWeb)));
    pools.put(
        CollectedFamily.SITE,
        new JudgePool<>(concurrency, () -> SiteJudge.of(options.maxRecordBytes, ofSite)));
  }

  /**
   * Those of a family.
   *
   * @throws RefusedException where its events do not come one by one
   */
  JudgePool<EventJudge> of(CollectedFamily family) {
    JudgePool<EventJudge> pool = pools.get(family);
    if (pool == null) {
      throw new RefusedException(
          400, "Learning events come in envelopes: send them to /caliper/v1p2/events.");
    }

    return pool;
  }
}
