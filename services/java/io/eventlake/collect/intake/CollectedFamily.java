package io.eventlake.collect.intake;

import io.eventlake.config.DecodeOptions;
import io.eventlake.family.EventJudge;
import io.eventlake.family.contract.IdRules;
import io.eventlake.family.site.SiteJudge;
import io.eventlake.family.web.WebJudge;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The families whose events are collected. */
public enum CollectedFamily {
  WEB,
  SITE;

  /** As in options, keys and metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<CollectedFamily> named(String word) {
    return Arrays.stream(values()).filter(family -> family.word().equals(word)).findFirst();
  }

  /** A new judge, for one thread at a time. */
  EventJudge judge(DecodeOptions options) {
    return switch (this) {
      case WEB ->
          WebJudge.of(options.maxRecordBytes, new IdRules(options.absentIds, options.userIds));
      case SITE ->
          SiteJudge.of(
              options.maxRecordBytes,
              new IdRules(options.absentIds, options.userIdsOr(SiteJudge.USERS)));
    };
  }

  /**
   * True where the lake takes records of several events apart: one event then goes as a batch of
   * one, for alone it might look like several.
   */
  boolean takesBatches() {
    return this == SITE;
  }
}
