package io.eventlake.deploy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;

/**
 * The values of all applications by day, each metric in a graph. Of a day the maximum is shown: a
 * value that was sent twice would have twice the sum.
 */
final class ProductDashboard {

  static final List<String> METRICS =
      List.of("ActiveUsers", "GamesPlayed", "PartiesCreated", "PartiesJoined");

  private static final int DAY_SECONDS = 86_400;

  ProductDashboard(ProductStack stack, ProductSettings product) {
    Stream<IWidget> graphs = METRICS.stream().map(metric -> graph(metric, product.namespace()));
    Dashboard.Builder.create(stack, "Dashboard")
        .dashboardName(product.names().of("product"))
        .start("-P4W")
        .widgets(List.of(graphs.toList()))
        .build();
  }

  private static GraphWidget graph(String metric, String namespace) {
    return GraphWidget.Builder.create()
        .title(metric)
        .left(
            List.of(
                MathExpression.Builder.create()
                    .expression(
                        "SEARCH('{"
                            + namespace
                            + ",App} MetricName=\""
                            + metric
                            + "\"', 'Maximum', "
                            + DAY_SECONDS
                            + ")")
                    .label("")
                    .usingMetrics(Map.of())
                    .period(Duration.days(1))
                    .build()))
        .width(12)
        .height(6)
        .build();
  }
}
