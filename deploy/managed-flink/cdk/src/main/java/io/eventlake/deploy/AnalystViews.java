package io.eventlake.deploy;

import java.util.List;

/**
 * The views that analysts may read, since they see all that these read: silver and gold without
 * persons. A test compares them with {@code sql/views}.
 */
final class AnalystViews {

  /** Of the database gold, those that others build on first. */
  static final List<String> NAMES =
      List.of(
          "v_daily_affiliate",
          "v_daily_funnel",
          "v_daily_steps",
          "v_daily_sessions",
          "v_session_segments",
          "v_daily_segments",
          "v_minute_activity");

  private AnalystViews() {}
}
