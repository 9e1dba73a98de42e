package io.eventlake.bench.curve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench curves}: shows that an event and a commit do not cost more in a larger lake. */
@Command(
    name = "curves",
    mixinStandardHelpOptions = true,
    description = {
      "Measures what an event costs in longer and in more sessions, and what a commit costs on older"
          + " tables: as text, curves.json and a plot of each.",
      "A million sessions on the heap want EVENTLAKE_JAVA_OPTS=-Xmx6g; they are left out else."
    })
public final class CurvesCommand implements Callable<Integer> {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Measures one curve. */
  @FunctionalInterface
  private interface Measurement {
    Curve run() throws Exception;
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "bench-curves",
      description = "Directory of curves.json and the plots (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Override
  public Integer call() throws Exception {
    Files.createDirectories(out);
    PrintWriter text = spec.commandLine().getOut();
    List<Measurement> measurements =
        List.of(
            SessionCurves::length,
            SessionCurves::openSessions,
            CommitCurves::snapshots,
            CommitCurves::files);
    List<Curve> curves = new ArrayList<>();
    for (Measurement measurement : measurements) {
      Curve curve = measurement.run();
      curves.add(curve);
      text.println(CurveTable.of(curve));
      text.flush();
      CurvePlot.write(curve, out);
    }

    writeJson(curves);
    return 0;
  }

  private void writeJson(List<Curve> curves) throws IOException {
    ArrayNode array = JSON.createArrayNode();
    for (Curve curve : curves) {
      ObjectNode node = array.addObject();
      node.put("name", curve.name).put("title", curve.title).put("x", curve.xLabel);
      ArrayNode points = node.putArray("points");
      for (Point point : curve.points) {
        ObjectNode each = points.addObject().put("series", point.series).put("x", point.x);
        point.measures.forEach(each::put);
      }
    }

    JSON.writeValue(out.resolve("curves.json").toFile(), array);
  }
}
