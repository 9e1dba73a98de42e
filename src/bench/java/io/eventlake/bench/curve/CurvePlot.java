package io.eventlake.bench.curve;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnitSource;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.text.TextUtils;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** A curve as SVG: no background and middle tones, so that it can be read on white and on black. */
final class CurvePlot {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 400;
  private static final Color CLEAR = new Color(0, 0, 0, 0);
  private static final Color TEXT = new Color(0x7C, 0x7C, 0x7C);
  private static final Color GRID = new Color(0x7C, 0x7C, 0x7C, 0x60);
  private static final Color[] LINES = {new Color(0x2E, 0x86, 0xDE), new Color(0xD9, 0x6A, 0x1A)};
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.PLAIN, 16);
  private static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  private static final float STROKE = 2;
  private static final double DOT = 7;
  private static final double MARGIN = 1.5;

  private CurvePlot() {}

  /** Writes the plot into the directory, named after the curve. */
  static void write(Curve curve, Path directory) throws IOException {
    JFreeChart chart =
        ChartFactory.createXYLineChart(
            curve.title,
            curve.xLabel,
            curve.yLabel,
            values(curve),
            PlotOrientation.VERTICAL,
            curve.series().size() > 1,
            false,
            false);
    style(chart);
    styleAxes(chart.getXYPlot(), curve);
    SVGGraphics2D svg = graphics();
    svg.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
    chart.draw(svg, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    try (Writer out = Files.newBufferedWriter(directory.resolve(curve.name + ".svg"))) {
      svg.stream(out, true);
    }
  }

  private static XYSeriesCollection values(Curve curve) {
    XYSeriesCollection values = new XYSeriesCollection();
    for (String name : curve.series()) {
      XYSeries series = new XYSeries(name);
      curve.points().stream()
          .filter(point -> point.series.equals(name))
          .forEach(point -> series.add(point.x, point.drawn()));
      values.addSeries(series);
    }

    return values;
  }

  private static void style(JFreeChart chart) {
    chart.setBackgroundPaint(CLEAR);
    chart.getTitle().setPaint(TEXT);
    chart.getTitle().setFont(TITLE);
    if (chart.getLegend() != null) {
      chart.getLegend().setBackgroundPaint(CLEAR);
      chart.getLegend().setItemPaint(TEXT);
      chart.getLegend().setItemFont(LABEL);
    }

    XYPlot plot = chart.getXYPlot();
    plot.setBackgroundPaint(CLEAR);
    plot.setOutlinePaint(GRID);
    plot.setDomainGridlinePaint(GRID);
    plot.setRangeGridlinePaint(GRID);
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
    for (int i = 0; i < LINES.length; i++) {
      renderer.setSeriesPaint(i, LINES[i]);
      renderer.setSeriesStroke(i, new BasicStroke(STROKE));
      renderer.setSeriesShape(i, new Ellipse2D.Double(-DOT / 2, -DOT / 2, DOT, DOT));
    }

    plot.setRenderer(renderer);
  }

  private static void styleAxes(XYPlot plot, Curve curve) {
    // Rotated labels as text, too, in place of their outlines.
    TextUtils.setUseDrawRotatedStringWorkaround(false);
    LogAxis x = new LogAxis(curve.xLabel);
    x.setStandardTickUnits(new NumberTickUnitSource(true));
    x.setNumberFormatOverride(NumberFormat.getIntegerInstance(Locale.ROOT));
    x.setRange(
        curve.points().stream().mapToLong(point -> point.x).min().orElse(1) / MARGIN,
        curve.points().stream().mapToLong(point -> point.x).max().orElse(1) * MARGIN);
    plot.setDomainAxis(x);
    for (ValueAxis axis : new ValueAxis[] {x, plot.getRangeAxis()}) {
      axis.setLabelPaint(TEXT);
      axis.setLabelFont(LABEL);
      axis.setTickLabelPaint(TEXT);
      axis.setTickMarkPaint(TEXT);
      axis.setAxisLinePaint(TEXT);
    }
  }

  private static SVGGraphics2D graphics() {
    try {
      return new SVGGraphics2D(
          DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument());
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("Every Java platform makes XML documents", e);
    }
  }
}
