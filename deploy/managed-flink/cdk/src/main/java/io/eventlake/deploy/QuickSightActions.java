package io.eventlake.deploy;

import java.util.List;

/**
 * What the principal may do in QuickSight, which takes these actions in the sets of its own roles
 * only: use what is there. What is made from here is changed from here, but for the analysis, which
 * is there to be tried out; the next deployment puts it back.
 */
final class QuickSightActions {

  static final List<String> USE_SOURCE =
      List.of(
          "quicksight:DescribeDataSource",
          "quicksight:DescribeDataSourcePermissions",
          "quicksight:PassDataSource");

  static final List<String> USE_DATA_SET =
      List.of(
          "quicksight:DescribeDataSet",
          "quicksight:DescribeDataSetPermissions",
          "quicksight:PassDataSet",
          "quicksight:DescribeIngestion",
          "quicksight:ListIngestions");

  static final List<String> EDIT_ANALYSIS =
      List.of(
          "quicksight:RestoreAnalysis",
          "quicksight:UpdateAnalysisPermissions",
          "quicksight:DeleteAnalysis",
          "quicksight:DescribeAnalysisPermissions",
          "quicksight:QueryAnalysis",
          "quicksight:DescribeAnalysis",
          "quicksight:UpdateAnalysis");

  static final List<String> READ_DASHBOARD =
      List.of(
          "quicksight:DescribeDashboard",
          "quicksight:ListDashboardVersions",
          "quicksight:QueryDashboard");

  private QuickSightActions() {}
}
