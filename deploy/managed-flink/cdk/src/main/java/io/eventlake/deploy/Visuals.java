package io.eventlake.deploy;

import io.eventlake.deploy.DataSets.DataSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The visuals of one data set, as CloudFormation writes them; a column that the data set does not
 * have is refused. Analysis and dashboard share them, for which the CDK has two sets of classes.
 */
final class Visuals {

  private final DataSet dataSet;

  Visuals(DataSet dataSet) {
    this.dataSet = dataSet;
  }

  /** One number. */
  Map<String, Object> number(String id, String title, String measure) {
    return visual(
        "KPIVisual", id, title, map("FieldWells", map("Values", measures(id, List.of(measure)))));
  }

  /** A step under the other. */
  Map<String, Object> funnel(String id, String title, String category, String measure) {
    return visual(
        "FunnelChartVisual",
        id,
        title,
        map(
            "FieldWells",
            map(
                "FunnelChartAggregatedFieldWells",
                map(
                    "Category",
                    dimensions(id, List.of(category)),
                    "Values",
                    measures(id, List.of(measure))))));
  }

  /** Bars beside each other for each category. */
  Map<String, Object> bars(String id, String title, String category, String... measures) {
    return visual(
        "BarChartVisual",
        id,
        title,
        map(
            "FieldWells",
            map(
                "BarChartAggregatedFieldWells",
                map(
                    "Category",
                    dimensions(id, List.of(category)),
                    "Values",
                    measures(id, List.of(measures)))),
            "Orientation",
            "VERTICAL",
            "BarsArrangement",
            "CLUSTERED"));
  }

  /** Lines over time. */
  Map<String, Object> lines(String id, String title, String time, String... measures) {
    return line(
        id,
        title,
        map("Category", dimensions(id, List.of(time)), "Values", measures(id, List.of(measures))));
  }

  /** A line over time for each value of another column. */
  Map<String, Object> linesBy(String id, String title, String time, String color, String measure) {
    return line(
        id,
        title,
        map(
            "Category",
            dimensions(id, List.of(time)),
            "Values",
            measures(id, List.of(measure)),
            "Colors",
            dimensions(id, List.of(color))));
  }

  /** Rows for each group. */
  Map<String, Object> table(String id, String title, String group, String... measures) {
    return visual(
        "TableVisual",
        id,
        title,
        map(
            "FieldWells",
            map(
                "TableAggregatedFieldWells",
                map(
                    "GroupBy",
                    dimensions(id, List.of(group)),
                    "Values",
                    measures(id, List.of(measures))))));
  }

  private static Map<String, Object> line(String id, String title, Map<String, Object> wells) {
    return visual(
        "LineChartVisual",
        id,
        title,
        map("FieldWells", map("LineChartAggregatedFieldWells", wells), "Type", "LINE"));
  }

  private static Map<String, Object> visual(
      String type, String id, String title, Map<String, Object> chart) {
    return map(
        type,
        map(
            "VisualId",
            id,
            "Title",
            map("Visibility", "VISIBLE", "FormatText", map("PlainText", title)),
            "ChartConfiguration",
            chart));
  }

  private List<Map<String, Object>> dimensions(String visual, List<String> columns) {
    return columns.stream().map(column -> dimension(visual, column)).toList();
  }

  private Map<String, Object> dimension(String visual, String column) {
    Map<String, Object> field = field(visual, column);
    if (!"DATETIME".equals(dataSet.type(column))) {
      return map("CategoricalDimensionField", field);
    }

    field.put("DateGranularity", column.equals(dataSet.day()) ? "DAY" : "MINUTE");
    return map("DateDimensionField", field);
  }

  private List<Map<String, Object>> measures(String visual, List<String> columns) {
    return columns.stream().map(column -> measure(visual, column)).toList();
  }

  private Map<String, Object> measure(String visual, String column) {
    Map<String, Object> field = field(visual, column);
    String type = dataSet.type(column);
    if (type == null) {
      return map("NumericalMeasureField", field);
    }

    switch (type) {
      case "DATETIME":
        field.put("AggregationFunction", "MAX");
        return map("DateMeasureField", field);
      case "INTEGER", "DECIMAL":
        field.put("AggregationFunction", map("SimpleNumericalAggregation", "SUM"));
        return map("NumericalMeasureField", field);
      default:
        throw new IllegalArgumentException(column + " is no number and no time");
    }
  }

  private Map<String, Object> field(String visual, String column) {
    return map("FieldId", visual + "." + column, "Column", column(dataSet, column));
  }

  /** A column as definitions name it. */
  static Map<String, Object> column(DataSet dataSet, String column) {
    dataSet.type(column);
    return map("DataSetIdentifier", dataSet.id(), "ColumnName", column);
  }

  /** Keys and values in turn. */
  static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }

    return map;
  }
}
