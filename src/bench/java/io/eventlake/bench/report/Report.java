package io.eventlake.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.eventlake.bench.measure.RunFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The results for people, as text and as Markdown, and for programs, as JSON. */
public final class Report {

  private static final String LEGEND =
      "Costs of an event are the slope between the short and the long run of a round, and medians"
          + " over the rounds:\nwhat a run costs once, such as its start, is not in them. Compare"
          + " rows of one report, not of two.\nWithout the JIT: less what the threads of the JIT"
          + " compiler used, which a job of days leaves behind.\n\n";

  private final Machine machine;
  private final Results results;

  public Report(Machine machine, Results results) {
    this.machine = machine;
    this.results = results;
  }

  /** For the console. */
  public String text() {
    return machine.text()
        + LEGEND
        + grids().stream().map(Grid::text).collect(Collectors.joining("\n"));
  }

  /** Writes {@code result.json} and {@code report.md}. */
  public void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    List<Grid> grids = grids();
    grids.add(new RunGrids(results).all());
    Files.writeString(
        directory.resolve("report.md"),
        "# Whole runs\n\n```\n"
            + machine.text()
            + "```\n\n"
            + LEGEND
            + grids.stream().map(Grid::markdown).collect(Collectors.joining("\n")));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("machine", machine.facts());
    json.put("variants", variants());
    json.put("agreements", results.agreements());
    json.put("runs", results.runs());
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(directory.resolve("result.json").toFile(), json);
  }

  private List<Grid> grids() {
    ThreadGrids threads = new ThreadGrids(results);
    RunGrids runs = new RunGrids(results);
    List<Grid> grids = new ArrayList<>();
    grids.add(new CostGrid(results).grid());
    results.agreements().forEach(one -> grids.addAll(new AgreementGrids(one).all()));
    grids.add(threads.cpuByKind());
    grids.add(threads.allocationByKind());
    grids.add(threads.threads(results.first()));
    grids.add(runs.longRuns());
    results.variants().forEach(variant -> grids.add(runs.tables(variant)));
    return grids;
  }

  private Map<String, Object> variants() {
    Map<String, Object> variants = new LinkedHashMap<>();
    for (String variant : results.variants()) {
      Map<String, Double> costs = new LinkedHashMap<>();
      costs.put("cpuNanosPerEvent", results.perEvent(variant, RunFigures::cpuNanos));
      costs.put(
          "cpuWithoutJitNanosPerEvent",
          orNull(results.perEvent(variant, RunFigures::cpuNanosWithoutJit)));
      costs.put("wallNanosPerEvent", results.perEvent(variant, RunFigures::wallNanos));
      costs.put("allocatedBytesPerEvent", results.perEvent(variant, RunFigures::allocatedBytes));
      costs.put("cpuToFirst", results.cpuRatio(variant, results.first()));
      costs.put(
          "cpuWithoutJitToFirst",
          orNull(results.ratio(variant, results.first(), RunFigures::cpuNanosWithoutJit)));
      variants.put(variant, costs);
    }

    return variants;
  }

  /** What is not known is no number in JSON. */
  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
