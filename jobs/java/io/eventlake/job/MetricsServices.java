package io.eventlake.job;

import io.eventlake.config.MetricsOptions;
import io.eventlake.connector.aws.CloudWatchValues;
import io.eventlake.connector.aws.Pacing;
import io.eventlake.connector.dynamodb.AnalyticsTable;
import io.eventlake.family.product.MetricValue;
import io.eventlake.family.product.MetricValues;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/** The analytics table in DynamoDB and a namespace of CloudWatch, as far as each was named. */
final class MetricsServices implements MetricsTarget {

  private static final String DIMENSION = "App";

  private final MetricsOptions options;
  private final Pacing pacing;

  MetricsServices(MetricsOptions options, Pacing pacing) {
    this.options = options;
    this.pacing = pacing;
  }

  @Override
  public String name() {
    return "cloudwatch:" + options.namespace;
  }

  @Override
  public boolean hasItems() {
    return options.analyticsTable != null;
  }

  @Override
  public boolean hasValues() {
    return options.namespace != null;
  }

  @Override
  public boolean takes(String app) {
    return CloudWatchValues.isDimension(app);
  }

  @Override
  public String items(Consumer<Consumer<String>> items) {
    try (AnalyticsTable table =
        new AnalyticsTable(
            options.analyticsTable, options.region, options.dynamoDbEndpoint, pacing)) {
      items.accept(table::put);
      table.flush();
      return "Table " + options.analyticsTable;
    }
  }

  @Override
  public String values(MetricValues values) {
    try (CloudWatchValues sent =
        new CloudWatchValues(options.namespace, options.region, options.cloudwatchEndpoint)) {
      for (MetricValue value : values.changed()) {
        sent.put(
            value.metric(),
            DIMENSION,
            value.app(),
            value.day().atStartOfDay(ZoneOffset.UTC).toInstant(),
            value.value());
      }

      sent.flush();
      return "CloudWatch " + options.namespace;
    }
  }
}
