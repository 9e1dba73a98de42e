package io.eventlake.family.site;

import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;

/** The tables that only this family has. */
final class SiteTables {

  static final TableName PAGE_VIEWS = TableName.of("gold", "fact_page_views");
  static final TableName VIDEO_ENGAGEMENT = TableName.of("gold", "fact_video_engagement");

  private SiteTables() {}

  /** All tables of the family. */
  static TableSet set() {
    return TableSet.of(SiteFamily.NAME);
  }
}
