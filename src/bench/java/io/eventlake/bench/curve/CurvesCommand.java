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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench curves}: whether an event or a commit costs more in a larger lake. */
@Command(
    name = "curves",
    mixinStandardHelpOptions = true,
    description = {
      "Measures what an event costs in longer and in more sessions, and what a commit costs on"
          + " older tables: as text, as curves.json and as a plot of each.",
      "A million sessions on the heap want EVENTLAKE_JAVA_OPTS=-Xmx6g; else they are left out."
    })
public final class CurvesCommand implements Callable<Integer> {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "CURVE",
      description =
          "What to measure, all by default: session-length, open-sessions, commit-snapshots,"
              + " commit-files.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "bench-curves",
      description = "Directory of curves.json and the plots (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Override
  public Integer call() throws Exception {
    Map<Curve, Curve.Measurement> wanted = wanted();
    Files.createDirectories(out);
    PrintWriter text = spec.commandLine().getOut();
    for (Map.Entry<Curve, Curve.Measurement> each : wanted.entrySet()) {
      Curve curve = each.getKey();
      CurveTable table = new CurveTable(curve);
      each.getValue()
          .run(
              point -> {
                curve.add(point);
                text.println(table.line(point));
                text.flush();
              });
      text.println();
      CurvePlot.write(curve, out);
    }

    writeJson(wanted.keySet());
    return 0;
  }

  private Map<Curve, Curve.Measurement> wanted() {
    Map<Curve, Curve.Measurement> all = new LinkedHashMap<>();
    all.put(SessionCurves.length(), SessionCurves::measureLength);
    all.put(SessionCurves.openSessions(), SessionCurves::measureOpenSessions);
    all.put(CommitCurves.snapshots(), CommitCurves::measureSnapshots);
    all.put(CommitCurves.files(), CommitCurves::measureFiles);
    for (String name : names) {
      if (all.keySet().stream().noneMatch(curve -> curve.name.equals(name))) {
        throw new ParameterException(spec.commandLine(), "there is no curve '" + name + "'");
      }
    }

    all.keySet().removeIf(curve -> !names.isEmpty() && !names.contains(curve.name));
    return all;
  }

  private void writeJson(Iterable<Curve> curves) throws IOException {
    ArrayNode array = JSON.createArrayNode();
    for (Curve curve : curves) {
      ObjectNode node = array.addObject();
      node.put("name", curve.name).put("title", curve.title).put("x", curve.xLabel);
      ArrayNode points = node.putArray("points");
      for (Point point : curve.points()) {
        ObjectNode each = points.addObject().put("series", point.series).put("x", point.x);
        point.measures.forEach(each::put);
      }
    }

    JSON.writeValue(out.resolve("curves.json").toFile(), array);
  }
}
