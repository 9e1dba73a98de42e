package io.eventlake.bench.kinesis;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An outcome for programs: durations in milliseconds, null for what is not known. */
final class JsonReport {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonReport() {}

  static void write(Outcome outcome, Path file) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("plan", plan(outcome.plan()));
    Map<String, Object> latencies = new LinkedHashMap<>();
    outcome
        .freshness()
        .latencies()
        .forEach((table, of) -> latencies.put(table.toString(), latency(outcome, of)));
    all.put("latency", latencies);
    all.put("busy_cpus", outcome.busyCpus());
    all.put("load", outcome.load().orElse(null));
    Sample from = outcome.steadyFrom();
    Sample to = outcome.steadyTo();
    all.put("job_us_per_record", to.microsPerRecordSince(from).orElse(null));
    all.put("endpoint_us_per_record", to.endpointMicrosSince(from).orElse(null));
    all.put("outage", outcome.outage().map(seen -> outage(outcome, seen)).orElse(null));
    all.put("checkpoints", outcome.checkpoints());
    all.put("calls", outcome.progress().map(ReadProgress::calls).orElse(null));
    all.put("calls_refused", outcome.progress().map(ReadProgress::refused).orElse(null));
    all.put("records_arrived", outcome.arrived());
    all.put("records_read", outcome.read());
    all.put("balance_sheet", TextReport.verdict(outcome.audit().passed()));
    Files.write(file, JSON.writeValueAsBytes(all));
  }

  private static Map<String, Object> plan(Plan plan) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("endpoint", plan.endpoint());
    json.put("events_per_second", plan.rate());
    json.put("shards", plan.shards());
    json.put("steady_ms", plan.steady().toMillis());
    json.put("checkpoint_interval_ms", plan.job().checkpointInterval().toMillis());
    json.put("slots", plan.job().slots());
    json.put("cpus", plan.job().cpus());
    json.put("backend", plan.job().backend());
    json.put("properties", plan.job().properties());
    json.put("latency_goal_ms", plan.latencyGoal().toMillis());
    return json;
  }

  private static Map<String, Object> latency(Outcome outcome, Latencies latencies) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("records", latencies.count());
    json.put("p50_ms", latencies.millisAt(0.5));
    json.put("p99_ms", latencies.millisAt(0.99));
    json.put("max_ms", latencies.maxMillis());
    json.put("verdict", TextReport.verdict(outcome.isFresh(latencies)));
    return json;
  }

  private static Map<String, Object> outage(Outcome outcome, Outage outage) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("length_ms", outage.length().toMillis());
    json.put("first_read_ms", since(outage, outage.firstRead()));
    json.put("read_all_ms", since(outage, outage.atTip()));
    json.put("goal_ms", Plan.catchUpGoal(outage.length()).toMillis());
    json.put("committed_all_ms", outcome.catchUpMillis(outage));
    json.put("verdict", TextReport.verdict(outcome.caughtUpInTime(outage)));
    outage
        .firstRead()
        .flatMap(from -> outage.atTip().flatMap(to -> to.microsPerRecordSince(from)))
        .ifPresent(micros -> json.put("job_us_per_record", micros));
    json.put("checkpoints_before", outage.before());
    return json;
  }

  private static Long since(Outage outage, Optional<Sample> sample) {
    return sample.map(at -> Duration.between(outage.restarted(), at.at()).toMillis()).orElse(null);
  }
}
