package io.eventlake.bench.curve;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;

/** A curve as SVG: no background and middle tones, so that it can be read on white and on black. */
final class CurvePlot {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;
  private static final Color CLEAR = new Color(0, 0, 0, 0);
  private static final Color TEXT = new Color(0x80, 0x80, 0x80);
  private static final Color GRID = new Color(0x80, 0x80, 0x80, 0x50);
  private static final Color[] LINES = {new Color(0x2E, 0x86, 0xDE), new Color(0xE1, 0x70, 0x1A)};
  private static final float STROKE = 2;

  private CurvePlot() {}

  /** Writes the plot into the directory, named after the curve. */
  static void write(Curve curve, Path directory) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(curve.title)
            .xAxisTitle(curve.xLabel)
            .yAxisTitle(curve.yLabel)
            .build();
    style(chart.getStyler());
    chart.getStyler().setYAxisMin(0.0);
    for (String series : curve.series()) {
      List<Long> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      for (Point point : curve.points) {
        if (point.series.equals(series)) {
          x.add(point.x);
          y.add(point.measures.values().iterator().next());
        }
      }

      chart.addSeries(series, x, y).setLineStyle(new BasicStroke(STROKE));
    }

    VectorGraphicsEncoder.saveVectorGraphic(
        chart, directory.resolve(curve.name).toString(), VectorGraphicsFormat.SVG);
  }

  private static void style(XYStyler styler) {
    styler.setXAxisLogarithmic(true);
    styler.setChartBackgroundColor(CLEAR);
    styler.setPlotBackgroundColor(CLEAR);
    styler.setLegendBackgroundColor(CLEAR);
    styler.setPlotBorderColor(GRID);
    styler.setLegendBorderColor(CLEAR);
    styler.setPlotGridLinesColor(GRID);
    styler.setChartFontColor(TEXT);
    styler.setXAxisTickLabelsColor(TEXT);
    styler.setYAxisTickLabelsColor(TEXT);
    styler.setAxisTickMarksColor(TEXT);
    styler.setSeriesColors(LINES);
    styler.setLegendPosition(LegendPosition.InsideNW);
  }
}
